//! JSON: one object a finding, a line each. `docs/schema/finding.json` describes it.

use super::super::json;
use crate::error::Result;
use crate::model::finding::{Finding, Tier};
use crate::model::gate::{Gate, Judged};
use serde::Serialize;

/// A finding as JSON tells it.
#[derive(Serialize)]
struct Told<'a> {
    tier: Tier,
    #[serde(flatten)]
    finding: &'a Finding,
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<&'a str>,
}

/// Returns each finding as a line.
pub(super) fn lines(gate: &Gate) -> Result<String> {
    let mut text = String::new();
    for judged in gate.told() {
        let Judged { finding, letter, proposal, .. } = judged;
        let tier = finding.code.tier();
        let told = Told { tier, finding, letter: letter.as_deref(), proposal: proposal.as_deref() };
        text.push_str(&json::line(&told)?);
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gate::tests::{HOSTILE, sample};
    use serde_json::Value;

    #[test]
    fn a_line_is_an_object_and_no_command() {
        let text = lines(&sample()).unwrap();
        let read: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read.len(), 3);
        assert_eq!((&read[0]["tier"], &read[0]["code"]), (&"integrity".into(), &"broken-chain".into()));
        assert_eq!((&read[1]["message"], &read[1]["line"]), (&HOSTILE.into(), &8.into()));
        assert!(!text.contains("##") && !text.contains('\u{1b}'), "{text}");
    }
}
