//! SARIF 2.1.0 (OASIS): results by rule, with a fingerprint that is the same when lines above shift and days pass.

use super::no_command;
use super::rule::Rule;
use crate::error::{Error, Result};
use crate::model::evidence::{harmless_json, in_one_line};
use crate::model::finding::{Code, Level};
use crate::model::gate::{Gate, Judged};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns what was looked for and found as one log. It holds nothing of the clock: the same findings are the same bytes.
pub(super) fn log(gate: &Gate) -> Result<String> {
    let codes: Vec<Code> = Code::ALL
        .into_iter()
        .filter(|code| gate.codes.contains(code) || gate.found.iter().any(|judged| judged.finding.code == *code))
        .collect();
    let results: Vec<Value> = gate.found.iter().map(|judged| result(judged, gate, &codes)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gestand",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": format!("gestand {}/", gate.command) },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let text = serde_json::to_string_pretty(&log)
        .map_err(|cause| Error::machine("the findings cannot be written as SARIF").caused_by(cause))?;
    Ok(no_command(&harmless_json(&text), "#\\u0023") + "\n")
}

fn rule(code: Code) -> Value {
    let Rule { short, full, help } = Rule::of(code);
    json!({
        "id": code.word(),
        "shortDescription": { "text": short },
        "fullDescription": { "text": full },
        "help": { "text": help },
        "defaultConfiguration": { "level": code.level().word() },
        "properties": { "tags": [code.tier().word()] },
    })
}

fn result(judged: &Judged, gate: &Gate, codes: &[Code]) -> Value {
    let code = judged.finding.code;
    let mut result = json!({
        "ruleId": code.word(),
        "ruleIndex": codes.iter().position(|other| *other == code),
        "level": level(judged.level()),
        "message": { "text": unlinked(&judged.words()) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(judged.letter.as_deref().unwrap_or(&gate.register)) },
            // What is about the register stands on no line; those who show it ask for one.
            "region": { "startLine": judged.line_of_file().unwrap_or(1).max(1) },
        } }],
        // The second name is the one that GitHub goes by.
        "partialFingerprints": { "gestand/v1": judged.fingerprint, "primaryLocationLineHash": judged.fingerprint },
    });
    if let Some(known) = judged.known {
        result["baselineState"] = if known { "unchanged" } else { "new" }.into();
    }
    result
}

/// Returns words in which nothing is a link: `[words](address)` is one there.
fn unlinked(words: &str) -> String {
    words.replace("](", "\\](")
}

/// Returns a level by its name there.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// Returns a name as a relative address: no part of it leads upwards or to another place.
fn uri(name: &str) -> String {
    let name = in_one_line(name).replace('\\', "/");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(encoded).collect::<Vec<_>>().join("/")
}

/// Returns a part of an address, with `%2C` for what may not stand there.
fn encoded(part: &str) -> String {
    part.bytes().fold(String::new(), |mut address, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
        address
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gate::tests::sample;

    fn read(gate: &Gate) -> Value {
        serde_json::from_str(&log(gate).unwrap()).unwrap()
    }

    #[test]
    fn each_result_has_its_rule_level_place_and_fingerprint() {
        let run = &read(&sample())["runs"][0];
        let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().unwrap());
        assert_eq!(rules.as_array().unwrap().len(), 4);
        for result in results {
            let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[at]["id"], result["ruleId"]);
        }
        let place = |at: usize| &results[at]["locations"][0]["physicalLocation"];
        assert_eq!(place(0)["artifactLocation"]["uri"], "register.db");
        assert_eq!(place(1)["artifactLocation"]["uri"], "brief%201%2Ca%25.txt");
        assert_eq!(place(1)["region"]["startLine"], 8);
        let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["error", "error", "warning"]);
        assert!(results[0].get("baselineState").is_none());
    }

    #[test]
    fn a_fingerprint_stays_when_the_line_shifts() {
        let (before, mut after) = (sample(), sample());
        after.found[1].finding.line = Some(80);
        let after = Gate::new("check", "register.db", after.codes, after.found);
        let print = |gate: &Gate| read(gate)["runs"][0]["results"][1]["partialFingerprints"]["gestand/v1"].clone();
        assert!(print(&before).is_string());
        assert_eq!(print(&before), print(&after));
    }

    #[test]
    fn what_a_baseline_holds_is_unchanged() {
        let mut gate = sample();
        (gate.found[1].known, gate.found[2].known) = (Some(false), Some(true));
        let results = &read(&gate)["runs"][0]["results"];
        assert_eq!((&results[1]["baselineState"], &results[2]["baselineState"]), (&"new".into(), &"unchanged".into()));
    }

    #[test]
    fn words_of_a_letter_are_words_and_a_name_leads_nowhere_else() {
        let text = log(&sample()).unwrap();
        assert!(!text.contains("##") && !text.contains(['\u{1b}', '\u{202e}', '\0']), "{text}");
        assert_eq!(unlinked("[klik](https://example.org)"), "[klik\\](https://example.org)");
        assert_eq!(uri("/etc/../passwd"), "etc/passwd");
        assert_eq!(uri("https://example.org/x"), "https%3A/example.org/x");
        assert_eq!(uri("C:\\brieven\\é.txt"), "C%3A/brieven/%C3%A9.txt");
    }
}
