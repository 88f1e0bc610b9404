//! The debate in which something was promised or moved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A debate, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Debat {
    /// The kind of debate, in small letters: `commissiedebat`, `tweeminutendebat`, `wetgevingsoverleg`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub soort: Option<String>,
    /// What it was about.
    #[serde(rename = "subject", default, skip_serializing_if = "Option::is_none")]
    pub onderwerp: Option<String>,
    /// The day on which it was held.
    #[serde(rename = "date", default, skip_serializing_if = "Option::is_none")]
    pub datum: Option<NaiveDate>,
    /// Its number in the Chamber's open data (`2025A04766`), once it is resolved.
    #[serde(rename = "number", default, skip_serializing_if = "Option::is_none")]
    pub nummer: Option<String>,
}

impl Debat {
    /// Returns it in one line: `commissiedebat Politie, 21 december 2023`.
    pub fn in_words(&self) -> String {
        let mut line = self.soort.clone().unwrap_or_else(|| "debat".into());
        if let Some(onderwerp) = &self.onderwerp {
            line = format!("{line} {onderwerp}");
        }
        match self.datum {
            Some(datum) => format!("{line}, {}", super::datum::voluit(datum)),
            None => line,
        }
    }

    /// Tells whether its kind may be that of another debate: the open data call every VAO a tweeminutendebat, and letters say
    /// "debat" for a debate of any kind.
    pub fn is_of_kind(&self, other: &Self) -> bool {
        let same = |kind: &str| match kind {
            "vao" => "tweeminutendebat".to_owned(),
            kind => kind.to_owned(),
        };
        match (self.soort.as_deref(), other.soort.as_deref()) {
            (Some("debat" | "overleg") | None, _) | (_, Some("debat") | None) => true,
            (Some(this), Some(that)) => same(this) == same(that),
        }
    }
}

/// Returns the one name of a kind of debate, whatever letters and the open data call it; none where it is no debate.
///
/// The Chamber's open data say "Debat", letters "plenair debat" and "plenaire behandeling" for the same thing.
pub fn soort(written: &str) -> Option<&'static str> {
    let written = written.trim().to_lowercase();
    // The open data write the kind of a plenary debate behind it: "Plenair debat (tweeminutendebat)".
    if let Some(kind) = written.strip_prefix("plenair debat (").and_then(|rest| rest.strip_suffix(')')) {
        return soort(kind).or(Some("debat"));
    }
    Some(match written.as_str() {
        "commissiedebat" | "cd" => "commissiedebat",
        "tweeminutendebat" | "twee-minutendebat" | "tweeminutendebatten" | "tmd" => "tweeminutendebat",
        "algemeen overleg" | "ao" => "algemeen overleg",
        "voortgezet algemeen overleg" | "vao" | "verslag algemeen overleg" | "verslag van een algemeen overleg" => {
            "vao"
        }
        "wetgevingsoverleg" | "wgo" => "wetgevingsoverleg",
        "notaoverleg" | "nota-overleg" => "notaoverleg",
        "schriftelijk overleg" | "so" | "inbreng schriftelijk overleg" => "schriftelijk overleg",
        "mondeling overleg" | "mo" => "mondeling overleg",
        "begrotingsbehandeling" | "begrotingsdebat" => "begrotingsbehandeling",
        "vragenuur" | "mondelinge vragenuur" | "mondeling vragenuur" | "mondelinge vragen" | "vragenuurtje" => {
            "vragenuur"
        }
        "debat"
        | "plenair debat"
        | "plenaire debat"
        | "plenaire behandeling"
        | "plenaire vergadering"
        | "wetsbehandeling"
        | "hoofdlijnendebat"
        | "dertigledendebat"
        | "spoeddebat"
        | "interpellatiedebat"
        | "interpellatie"
        | "verantwoordingsdebat"
        | "algemene politieke beschouwingen"
        | "algemene financiële beschouwingen" => "debat",
        "rondetafelgesprek" => "rondetafelgesprek",
        "briefing" | "technische briefing" => "briefing",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_one_name() {
        assert_eq!(soort("Plenaire behandeling"), Some("debat"));
        assert_eq!(soort("AO"), Some("algemeen overleg"));
        assert_eq!(soort("Plenair debat (tweeminutendebat)"), Some("tweeminutendebat"));
        assert_eq!(soort("Plenair debat (wetgeving)"), Some("debat"));
        assert_eq!(soort("receptie"), None);
    }
}
