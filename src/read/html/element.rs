//! What the elements of a page are to its text, and what their attributes say.

use std::collections::BTreeMap;

/// A tag that opens an element.
#[derive(Default)]
pub(super) struct Tag {
    /// Its name, in small letters.
    pub(super) name: String,
    /// Whether it says that it is closed too: `<br/>`.
    pub(super) self_closing: bool,
    /// What its attributes say, by their names in small letters.
    pub(super) attributes: BTreeMap<String, String>,
}

/// Returns the value of an attribute.
pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attributes.get(name).map(String::as_str)
}

/// Tells whether an attribute that holds words holds one of these: `class="footnotes footnotes-end-of-document"`.
pub(super) fn has_word(tag: &Tag, name: &str, words: &[&str]) -> bool {
    attribute(tag, name).is_some_and(|value| value.split_ascii_whitespace().any(|word| words.contains(&word)))
}

/// Tells whether the style of an element says one of these, without regard for blanks and case.
pub(super) fn has_style(tag: &Tag, declarations: &[(&str, &str)]) -> bool {
    let Some(style) = attribute(tag, "style") else { return false };
    style.split(';').filter_map(|one| one.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        declarations
            .iter()
            .any(|(name, wanted)| property.trim().eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case(wanted))
    })
}

/// Tells whether the style of an element has a value that begins so: `mso-list:Ignore`.
pub(super) fn style_of(tag: &Tag, wanted: &str) -> Option<String> {
    let declarations = attribute(tag, "style")?.split(';').filter_map(|one| one.split_once(':'));
    let mut values = declarations.filter(|(property, _)| property.trim().eq_ignore_ascii_case(wanted));
    values.next().map(|(_, value)| value.trim().to_ascii_lowercase())
}

/// Tells whether an element cannot hold anything.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Tells whether an element opens a line.
pub(super) fn is_block(name: &str) -> bool {
    let text = matches!(name, "p" | "div" | "pre" | "blockquote" | "address" | "center" | "hr" | "xmp" | "listing");
    let part =
        matches!(name, "section" | "article" | "header" | "footer" | "main" | "aside" | "hgroup" | "body" | "html");
    let list = matches!(name, "ul" | "ol" | "menu" | "dir" | "li" | "dl" | "dt" | "dd");
    let table = matches!(name, "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
    let other =
        matches!(name, "figure" | "figcaption" | "form" | "fieldset" | "legend" | "details" | "summary" | "option");
    text || part || list || table || other || is_heading(name)
}

/// Tells whether an element is a heading by its name.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
