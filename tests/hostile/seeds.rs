//! What is damaged: the examples, and small invented files of each form that has none.

use crate::probes::ledger::{exported_sample, sample};
use std::fs;
use std::path::{Path, PathBuf};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

fn files(names: &[&str]) -> Vec<Vec<u8>> {
    names.iter().map(|name| fs::read(examples().join(name)).unwrap()).collect()
}

fn words(words: &[&str]) -> Vec<Vec<u8>> {
    words.iter().map(|words| words.as_bytes().to_vec()).collect()
}

/// Returns the seeds of a reader, each of which it reads as something.
pub(crate) fn of(reader: &str) -> Vec<Vec<u8>> {
    match reader {
        "answer" => answers(),
        "baseline" => words(&[BASELINE]),
        "cells" => cells(),
        "datum" => words(TERMS),
        "decisions" => words(&[DECISIONS, LINES]),
        "export" => vec![exported_sample()],
        "letter" => files(&[
            "brieven/01-verzamelbrief.txt",
            "brieven/05-verslag-commissiedebat.txt",
            "brieven/06-besluitenlijst-ek.txt",
            "lijsten/begrotingsbijlage.html",
            "publicaties/kst-36998-32.xml",
        ]),
        "list" => files(&[
            "register.csv",
            "lijsten/raad.csv",
            "lijsten/raad.json",
            "lijsten/begrotingsbijlage.html",
            "besluit/moties.json",
            "publicaties/kst-36998-32.xml",
        ]),
        "nummer" => words(NUMBERS),
        "opendata" => {
            let mut pages = files(&["debatten.json", "besluit/moties.json", "gewijzigd/moties.json"]);
            pages.extend(bladen());
            pages
        }
        "phrase" => files(&["phrases/afgedaan/kan-het-archief-in.toml"]),
        "register" => vec![sample().to_vec()],
        "search" => words(&[
            "zandsuppletie langs de kust\nzand* kust",
            "Coördinatie van het plan-zand\nCOORDINATIE zand",
            "de sluis (36998-12) van A'dam\n36998-12 a'dam",
        ]),
        "sheet" => {
            let mut sheets = files(&["lijsten/toezeggingen.xlsx", "lijsten/toezeggingen.ods"]);
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&sheets[1])).unwrap();
            let mut cells = Vec::new();
            std::io::copy(&mut archive.by_name("content.xml").unwrap(), &mut cells).unwrap();
            sheets.extend([cells.clone(), cells.clone(), cells]);
            sheets
        }
        "table" => {
            words(&["=HYPERLINK(\"x\")", "a|b `c` <b>d</b> \u{1b}[31m", "rood\nlicht", "lang woord en nog een woord"])
        }
        "template" => {
            let mut templates = files(&["rappel/brief.txt"]);
            templates.extend(words(&[
                "{% for a in range(9) %}{{ a|string|upper }}{% endfor %}\n{{ verstreken }}\n\n{{ verstrijkt }}",
                "{% set b = 'x' %}{{ b ~ b }}{% if aantal > 1 %}{{ naam|default('u') }}{% endif %}\n{{ verstreken }}\n{{ verstrijkt }}",
            ]));
            templates
        }
        "updates" => files(&["updates.csv", "updates-faulty.jsonl"]),
        other => panic!("no seeds of {other}"),
    }
}

fn bladen() -> Vec<Vec<u8>> {
    files(&[
        "bladen/000001-Fractie-1.json",
        "bladen/000004-Activiteit-1.json",
        "bladen/000005-Toezegging-1.json",
        "bladen/000006-Motie-1.json",
    ])
}

/// Answers of the open data, with and without their head.
fn answers() -> Vec<Vec<u8>> {
    let body = r#"{"value":[{"Id":"a","ApiGewijzigdOp":"2025-06-01T10:00:00Z","Nummer":"2025Z99001","Soort":"Motie","Onderwerp":"Motie over zand","Zaak":[{"Id":"z"}]}]}"#;
    let documents = r#"{"value":[{"Id":"d1","DocumentNummer":"2025D01234","ContentType":"application/pdf"}]}"#;
    let mut answers = words(&[body, documents]);
    for (head, body) in [
        (format!("Content-Length: {}", body.len()), body.to_owned()),
        ("Transfer-Encoding: chunked".into(), format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len())),
    ] {
        answers.push(format!("HTTP/1.1 200 OK\r\n{head}\r\nConnection: close\r\n\r\n{body}").into_bytes());
    }
    answers
}

/// A few cells of a register, and what is put into each.
fn cells() -> Vec<Vec<u8>> {
    (0..26u8).map(|cell| [&[cell, cell, 2, 1] as &[u8], b"7"].concat()).collect()
}

const NUMBERS: &[&str] = &[
    "36998-12",
    "36 410 VII, nr. 63",
    "21501-02, nr. 3032",
    "34775, J",
    "TZ202504-057",
    "T01237",
    "2025Z09868",
    "#17",
    "35000-R2114-7",
];

const TERMS: &[&str] = &[
    "24 april 2025",
    "2025-04-24",
    "binnen zes weken en uiterlijk eind 2025",
    "voor het zomerreces, jaarlijks op 1 juli",
    "in het eerste kwartaal van 2026, na de zomer of in de loop van volgend jaar",
    "vóór 1 november 2025; begin december; medio 2027; op 24 april jl.",
];

const BASELINE: &str = "{\"code\":\"overdue\",\"fingerprint\":\"0123456789abcdef\",\"message\":\"T-1 was due\"}\n\
{\"code\":\"source-differs\",\"fingerprint\":\"fedcba9876543210\",\"message\":\"\"}\n";
const LINES: &str = "<<<<<<< HEAD\n{\"item\": \"36998-12\", \"change\": \"openstaand → afgedaan\", \"verdict\": \"accept\", \"by\": \"A. Jansen\", \"on\": \"2025-06-05\", \
\"reason\": \"gelezen\", \"line\": 7, \"quote\": \"De motie is afgedaan\", \"proposal\": \"0123456789abcdef\"}\n=======\n{\"item\": \"#7\", \"change\": \"\", \"verdict\": \"?\", \"line\": 0, \
\"quote\": \"\", \"proposal\": \"0123456789abcdef\"}\n>>>>>>> tak\n";

const DECISIONS: &str = "reviewer = \"A. Jansen\"\n\n[[decision]]\nfingerprint = \"0123456789abcdef\"\nverdict = \"accept\"\nreason = \"gelezen\"\n\
item = \"36998-12\"\nquote = \"\"\"De motie is\nafgedaan\"\"\"\ncertain = true\n";
