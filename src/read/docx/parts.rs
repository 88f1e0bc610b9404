//! Which part of a Word file refers to which.

use super::super::encoding::decoded;
use super::super::markup::Markup;
use super::super::package::Package;
use crate::error::Result;

/// The parts that one part refers to.
pub(super) struct Relations(Vec<Relation>);

/// A part that is referred to.
struct Relation {
    /// What it is to the part that refers to it: `styles`, `header`.
    kind: String,
    /// Its name in the package.
    part: String,
}

impl Relations {
    /// Returns the parts that a part refers to, or the package itself when the part has no name.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(content) = package.part(&joined(folder, &format!("_rels/{file}.rels")))? else {
            return Ok(Self(Vec::new()));
        };
        let source = decoded(&content);
        let mut markup = Markup::new(&source);
        let mut relations = Vec::new();
        while let Some(tag) = markup.tag_within(0)? {
            if tag.name != "Relationship" || tag.says("TargetMode", "External") {
                continue;
            }
            if let (Some(kind), Some(target)) = (tag.short("Type"), tag.short("Target")) {
                // The address before the last stroke tells the strict kind of file from the usual one.
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { kind, part: joined(folder, &target) });
            }
        }
        Ok(Self(relations))
    }

    /// Returns the parts of a kind.
    pub(super) fn all<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |relation| relation.kind == kind).map(|relation| relation.part.as_str())
    }

    /// Returns the text of the first part of a kind, empty when there is none.
    pub(super) fn content(&self, package: &mut Package<'_>, kind: &str) -> Result<String> {
        let Some(part) = self.all(kind).next() else { return Ok(String::new()) };
        let content = package.part(part)?.unwrap_or_default();
        Ok(decoded(&content).into_owned())
    }
}

/// Returns the name of a part as seen from a folder of the package.
fn joined(folder: &str, target: &str) -> String {
    let base = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_from_a_folder() {
        assert_eq!(joined("word", "styles.xml"), "word/styles.xml");
        assert_eq!(joined("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(joined("word", "../custom/./a.xml"), "custom/a.xml");
        assert_eq!(joined("", "_rels/.rels"), "_rels/.rels");
    }
}
