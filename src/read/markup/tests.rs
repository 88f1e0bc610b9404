//! Small XML texts, and the pieces they come in.

use super::*;

fn pieces(source: &str) -> (String, Option<String>) {
    let mut markup = Markup::new(source);
    let mut out = String::new();
    loop {
        match markup.piece().unwrap() {
            Piece::Open(tag) => out.push_str(&format!("<{}@{}>", tag.name, tag.line)),
            Piece::Close(name) => out.push_str(&format!("</{name}>")),
            Piece::Words(words) => out.push_str(&words),
            Piece::End => return (out, markup.damage()),
        }
    }
}

#[test]
fn prefixes_are_left_out_and_lines_counted() {
    let source = "<?xml version='1.0'?>\n<w:a>\n<b x:c=\"1\"/>\n&lt;R&D&#233;&#xe9;<![CDATA[<i>]]><!-- x -->\n</w:a>";
    let (out, damage) = pieces(source);
    assert_eq!(out, "\n<a@2>\n<b@3></b>\n<R&Déé<i>\n</a>");
    assert_eq!(damage, None);
}

#[test]
fn entities_are_never_expanded() {
    let source = "<!DOCTYPE a [<!ENTITY b \"cccc\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&b;&f;&#0;</a>";
    assert_eq!(pieces(source), ("<a@1>&b;&f;&#0;</a>".into(), None));
}

#[test]
fn attributes_are_found_by_their_own_name() {
    let mut markup = Markup::new("<a w:val=\"x&amp;y &z; & q &#xE9;\" b='1'/>");
    let Piece::Open(tag) = markup.piece().unwrap() else { panic!() };
    assert_eq!(tag.value("val").as_deref(), Some("x&y &z; & q é"));
    assert!(tag.says("b", "1") && tag.value("c").is_none());
    let long = format!("<a b='{}'/>", "x".repeat(256));
    let mut markup = Markup::new(&long);
    let Piece::Open(tag) = markup.piece().unwrap() else { panic!() };
    assert!(tag.value("b").is_some() && tag.short("b").is_none());
}

#[test]
fn a_text_that_ends_in_the_middle_says_so() {
    assert!(pieces("<a>\n<b>woord").1.unwrap().contains("ends within <b>, on line 2"));
    assert!(pieces("<a>\n<b>woord</c></a>").1.is_some());
    assert!(pieces("<a><b").1.is_some());
    assert!(pieces("woord").1.is_some());
}

#[test]
fn depth_is_bounded() {
    let deep = "<a>".repeat(1_001);
    let mut markup = Markup::new(&deep);
    let error = loop {
        if let Err(error) = markup.piece() {
            break error;
        }
    };
    assert!(error.to_string().contains("over 1000 elements"));
}

#[test]
fn an_element_is_passed_over() {
    let mut markup = Markup::new("<a><b>x<b/></b><c/></a>");
    markup.piece().unwrap();
    markup.piece().unwrap();
    assert!(markup.skip().unwrap());
    assert!(matches!(markup.piece().unwrap(), Piece::Open(tag) if tag.name == "c"));
    assert!(!markup.skip().unwrap());
}

#[test]
fn damage_is_a_finding_or_without_words_a_failure() {
    let mut paper = Paper::default();
    assert!(finished(Paper::default(), "x", Some("weg".into())).is_err());
    paper.running("boven");
    paper.line("woord", crate::read::Role::Paragraph, None).unwrap();
    let text = finished(paper, "x", Some("weg".into())).unwrap();
    assert_eq!(text.findings[0].code, Code::DamagedFile);
}
