//! The language of prompts: what `--lang` says, else that of the locale. Answers, remarks and errors never go by a locale, since scripts read them.

use crate::report::Lang;

// The option of every command that asks.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Tongue {
    /// The language of what is asked: nl or en; else as LC_ALL, LC_MESSAGES or LANG say, and Dutch where they say nothing
    #[arg(long, value_parser = ["nl", "en"])]
    lang: Option<String>,
}

impl Tongue {
    /// Returns the language.
    pub(super) fn lang(&self) -> Lang {
        let said = self.lang.clone().or_else(locale);
        of_locale(said.as_deref())
    }
}

/// Returns the locale of messages, by the first of its variables that is set.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

/// Returns the language of a locale. One that names no language (C, POSIX) is that of a machine and not of a person, so it is Dutch, as all
/// that people read here; to one who speaks another language English is nearer.
fn of_locale(locale: Option<&str>) -> Lang {
    let language = locale.unwrap_or_default().split(['_', '.', '@']).next().unwrap_or_default().to_lowercase();
    match language.as_str() {
        "" | "c" | "posix" | "nl" | "dutch" | "fy" | "li" | "nds" => Lang::Nl,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_that_names_another_language_means_english() {
        for dutch in [
            None,
            Some(""),
            Some("C"),
            Some("C.UTF-8"),
            Some("POSIX"),
            Some("nl_NL.UTF-8"),
            Some("nl_BE@euro"),
            Some("nl"),
            Some("fy_NL"),
        ] {
            assert_eq!(of_locale(dutch), Lang::Nl, "{dutch:?}");
        }
        for other in ["en_US.UTF-8", "en", "de_DE.UTF-8", "fr"] {
            assert_eq!(of_locale(Some(other)), Lang::En, "{other}");
        }
    }

    #[test]
    fn what_is_said_comes_before_the_locale() {
        assert_eq!(Tongue { lang: Some("en".into()) }.lang(), Lang::En);
        assert_eq!(Tongue { lang: Some("nl".into()) }.lang(), Lang::Nl);
    }
}
