//! The words of a passage in small letters, to ask whether it holds one of some.

/// The words of a passage, in their order, without marks and stops.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(passage: &str) -> Self {
        let small = passage.to_lowercase();
        Self(small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Tells whether one of them is one of some others.
    pub(super) fn has(&self, known: &[&str]) -> bool {
        self.any(|word| known.contains(&word))
    }

    /// Tells whether one of the first of them is one of some others.
    pub(super) fn opens_with(&self, count: usize, known: &[&str]) -> bool {
        self.0.iter().take(count).any(|word| known.contains(&word.as_str()))
    }

    pub(super) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|word| is(word))
    }

    /// Tells whether a participle stands among them by its form: "gedaan", "verhoogd", "aangepast", "opgenomen".
    pub(super) fn has_participle(&self) -> bool {
        self.any(is_participle)
    }

    /// Returns them.
    pub(super) fn as_slice(&self) -> &[String] {
        &self.0
    }
}

fn is_participle(word: &str) -> bool {
    let ends =
        word.len() > 5 && (word.ends_with('d') || word.ends_with('t') || word.ends_with("en") || word.ends_with("aan"));
    let opens = ["ge", "ver", "be", "ont", "her"].iter().any(|lead| word.starts_with(lead));
    let within =
        ["aange", "opge", "uitge", "inge", "afge", "toege", "doorge", "vastge", "ondert", "meege", "voorge", "bijge"];
    ends && (opens || within.iter().any(|lead| word.starts_with(lead)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_asked_for_its_words() {
        let words = Words::of("Twee kaarten zijn in 2025 aangepast; de Derde volgt.");
        assert!(words.has(&["derde"]) && !words.has(&["kaart"]) && words.has_participle());
        assert!(words.opens_with(3, &["zijn"]) && !words.opens_with(2, &["zijn"]));
        assert!(!Words::of("De kaart komt nog.").has_participle());
    }
}
