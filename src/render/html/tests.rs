//! What a page holds, and what it must not do.

use super::*;
use crate::render::sample;
use crate::report::{Cell, Chart, ChartKind, Column, Figure, Section, Series};
use base64::Engine;
use sha2::{Digest, Sha256};

fn made(page: &Page) -> String {
    super::page(page, None).unwrap()
}

/// Returns what stands between two marks, the first time.
fn between<'a>(text: &'a str, from: &str, until: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(until).unwrap().0
}

fn chart(kind: ChartKind, labels: &[&str], values: &[i64]) -> Chart {
    Chart {
        title: "Te laat".into(),
        about: "Defensie heeft er 3.".into(),
        kind,
        labels: labels.iter().map(|label| (*label).to_owned()).collect(),
        series: vec![Series { name: "te laat".into(), values: values.to_vec() }],
    }
}

fn whole() -> Page {
    let page = sample::page();
    let mut sections = page.sections.clone();
    let columns = vec![Column::words("ministerie", "ministerie"), Column::number("te_laat", "te laat")];
    let rows = vec![
        vec![Cell::Text("Defensie".into()), Cell::Number(Some(3))],
        vec![Cell::Text("samen".into()), Cell::Number(Some(3))],
    ];
    sections.insert(
        0,
        Section {
            title: Some("Per ministerie".into()),
            overview: true,
            last_is_total: true,
            ..Section::table(columns, rows)
        },
    );
    sections.push(Section {
        title: Some("Brief".into()),
        before: vec!["Geachte heer,\nhierbij".into()],
        after: vec!["Hoogachtend".into()],
        letter: true,
        ..Section::default()
    });
    Page {
        figures: vec![Figure { label: "te laat".into(), value: Cell::Number(Some(3)) }],
        charts: vec![chart(ChartKind::Bars, &["Landbouw, Visserij, Voedselzekerheid en Natuur", "Defensie"], &[3, 0])],
        sections,
        selection: vec!["ministerie Defensie".into()],
        ..page
    }
}

#[test]
fn a_page_has_its_figures_charts_sections_and_notes() {
    let html = made(&whole());
    for part in [
        "<html lang=\"nl\">",
        "<h1>Te laat</h1>",
        "per 13 juni 2025 · ministerie Defensie",
        "<dt>te laat</dt><dd>3</dd>",
        "<h2 id=\"deel-2-kop\">Minister van Defensie (2)</h2>",
        "<td class=\"code\" data-label=\"termijn\" data-value=\"2025-06-01\">01-06-2025</td>",
        "<td class=\"number late\" data-label=\"dagen\" data-value=\"12\">12</td>",
        "<p class=\"prose\">Geachte heer,\nhierbij</p>",
        "<section id=\"deel-3\" class=\"letter\"",
        "<p>Twee punten.</p>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(between(&html, "<tfoot>", "</tfoot>").contains("samen"));
    // On a phone its two lines stand above the bar.
    assert_eq!(html.matches(">Landbouw, Visserij, Voedselzekerheid en Natuur</text>").count(), 1);
    assert!(html.contains(">Landbouw, Visserij, Voedselzekerheid en</text>") && html.contains(">Natuur</text>"));
    assert!(html.contains("<caption id=\"grafiek-0-tabel\">Te laat, tabel</caption>"));
}

#[test]
fn the_same_page_is_the_same_bytes() {
    assert!(made(&whole()) == made(&whole()));
}

#[test]
fn a_page_in_english_says_so() {
    let html = made(&Page { lang: Lang::En, ..whole() });
    assert!(
        html.contains("<html lang=\"en\">")
            && html.contains("as of 13 June 2025")
            && html.contains("Filter the tables")
    );
    assert!(!html.contains("Kerncijfers"));
}

#[test]
fn the_policy_allows_this_script_and_this_style_and_nothing_else() {
    let html = made(&whole());
    let policy =
        between(&html, "Content-Security-Policy\" content=\"", "\"").replace("&#x27;", "'").replace("&#x2f;", "/");
    let hash = |text: &str| {
        format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
    };
    let (style, script) = (between(&html, "<style>", "</style>"), between(&html, "<script>", "</script>"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
            hash(style),
            hash(script)
        )
    );
    assert_eq!((html.matches("<style").count(), html.matches("<script").count()), (1, 1));
    // What the policy would not let work is not there.
    assert!(!html.contains(" style=") && !html.contains(" onclick"));
}

#[test]
fn a_page_asks_for_nothing() {
    let html = made(&whole());
    assert!(!html.contains(" src=") && !html.contains("@import") && !html.contains("url("));
    let link = "<link rel=\"icon\" href=\"data:,\">";
    assert!(html.contains(link) && html.matches("<link").count() == 1);
    for (at, _) in html.match_indices("http") {
        let before = &html[..at];
        assert!(before.ends_with("href=\"") || before.ends_with("<meta "), "{}", &html[at..at + 60]);
    }
}

#[test]
fn what_is_hostile_comes_out_harmless() {
    const EVIL: &str =
        "</title></style></script><script>alert(1)</script>\" onload=\"x\" '&<!-- \u{1b}[31m \u{202e}om\u{2066}";
    let long = "x".repeat(10_000);
    let link = |url: &str| Cell::Link { text: EVIL.into(), url: url.into() };
    let columns = vec![
        Column::fixed("nummer", EVIL),
        Column::words("onderwerp", EVIL),
        Column::fixed("a", "a"),
        Column::fixed("b", "b"),
        Column::words("c", "c"),
    ];
    let rows = vec![
        vec![
            link("javascript:alert(1)"),
            Cell::Text(long.clone()),
            link("https://a.nl/\" onclick=\"x"),
            link(" HTTPS://a.nl/x"),
            Cell::Text(EVIL.into()),
        ],
        vec![
            Cell::Text(long.clone()),
            link("data:text/html,x"),
            link("//a.nl"),
            link("java\nscript:x"),
            Cell::Text("$x$ {{ 7 * 7 }} {% raw %}".into()),
        ],
    ];
    let text = || EVIL.to_owned();
    let page = Page {
        title: text(),
        selection: vec![text()],
        figures: vec![Figure { label: text(), value: Cell::Text(text()) }],
        charts: vec![
            Chart { title: text(), about: text(), ..chart(ChartKind::Bars, &[EVIL, &long, "$a_1$"], &[1, 2]) },
            chart(ChartKind::Lines, &[EVIL], &[i64::MIN]),
        ],
        sections: vec![Section {
            title: Some(text()),
            before: vec![text()],
            after: vec![text()],
            ..Section::table(columns, rows)
        }],
        notes: vec![text()],
        ..Page::default()
    };
    let html = made(&page);
    assert_eq!(
        (html.matches("<script").count(), html.matches("</style>").count(), html.matches("</title>").count()),
        (1, 1, 1 + 4)
    );
    assert!(!html.contains(" onload=\"") && !html.contains(" onclick=\""), "an attribute got out");
    assert!(!html.contains(['\u{1b}', '\u{202e}', '\u{2066}']));
    assert!(html.contains("{{ 7 * 7 }} {% raw %}") && html.contains(">$a_1$</text>"));
    let hrefs: Vec<&str> = html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(hrefs, ["data:,", "#inhoud", "HTTPS:&#x2f;&#x2f;a.nl&#x2f;x"]);
    assert!(html.contains("class=\"code long\"") && html.contains("class=\"words long\""));
}

#[test]
fn a_chart_of_nothing_is_none_and_one_of_one_number_is_drawn() {
    let words = words::of(Lang::Nl);
    for kind in [ChartKind::Bars, ChartKind::Columns, ChartKind::Lines] {
        assert!(chart::draw(&chart(kind, &[], &[]), 0, words).is_none());
        for value in [0, 1] {
            let page = Page { charts: vec![chart(kind, &["Defensie"], &[value])], ..Page::default() };
            let html = made(&page);
            let html = between(&html, "<svg", "<details>");
            assert!(html.contains(">Defensie</text>"), "{kind:?}");
            assert!(!html.contains("NaN") && !html.contains("=\"-") && !html.contains("inf"), "{kind:?} {html}");
        }
    }
}
