//! Small web pages, and what is read of them.

use super::*;
use crate::model::finding::Code;
use crate::read::text::Role;

fn of(source: &str) -> Text {
    read("x.html", source.as_bytes()).unwrap()
}

fn body(source: &str) -> String {
    of(source).body
}

fn roles(source: &str) -> Vec<Role> {
    let text = of(source);
    text.roles().take(text.lines().count()).collect()
}

#[test]
fn blocks_are_lines_and_headings_are_headings() {
    let source = "<!DOCTYPE html><head><title>Weg</title><style>p{}</style></head>
<H1 CLASS=kop>Dijken</H1><P>De&nbsp;mo&shy;tie   van
het <b>lid</b> Smit,<BR>is <i>uitge</i>voerd.<P>Los <div role=heading>Ook een kop</div>los";
    assert_eq!(body(source), "Dijken\nDe motie van het lid Smit,\nis uitgevoerd.\nLos\nOok een kop\nlos\n");
    use Role::{Heading, Paragraph};
    assert_eq!(roles(source), [Heading, Paragraph, Paragraph, Paragraph, Heading, Paragraph]);
    let place = of(source).place_of(1).unwrap();
    assert_eq!(place.to_string(), "alinea 1, regel 2 van het bestand");
}

#[test]
fn lists_have_the_labels_a_browser_writes() {
    let source =
        "<ol start=3><li>drie<li value=7><p>zeven</p><p>nog</p><ul><li>streep</ul><li>acht</ol><ol type=a><li>a</ol>";
    assert_eq!(body(source), "3. drie\n7. zeven\nnog\n- streep\n8. acht\na. a\n");
    use Role::{Entry, Paragraph};
    assert_eq!(roles(source), [Entry, Entry, Paragraph, Entry, Entry, Entry]);
}

#[test]
fn rows_are_rows_whatever_is_left_unclosed() {
    let table = "<table><caption>Stand</caption><tr><th>Nr.<th>Stand<tr><td>12<td><p>af</p><ul><li>een</ul></table>na";
    assert_eq!(body(table), "Stand\n| Nr. | Stand |\n| 12 | af - een |\nna\n");
    let nested = "<table><tr><td>a<table><tr><td>b<td>c</table></td><td>d</td></tr></table>";
    assert_eq!(body(nested), "| a b c | d |\n");
    let layout = "<table><tr><td><p>Geachte voorzitter,</p><p>De motie is af.</p></td></tr></table>";
    assert_eq!(body(layout), "Geachte voorzitter,\nDe motie is af.\n");
}

#[test]
fn what_is_not_shown_is_left_out_and_said() {
    let source = "<p>Wel<script>if (1<2) a()</script><span style='COLOR:red; Display : None'>niet<br>dit</span></p>\
<p hidden>ook niet<p>wel<nav><p>menu</nav><svg><title/><text>x</text></svg><!-- <p>nee --><span aria-hidden=true> ja</span>";
    let text = of(source);
    assert_eq!(text.body, "Wel\nwel ja\n");
    assert_eq!(text.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::HiddenText]);
    assert_eq!(of("<div style=display:none> </div>a").findings, []);
    assert_eq!(of("a<del>b</del>").findings[0].code, Code::TrackedChanges);
    assert_eq!(body("<p><span style='display:none'>weg<p>hier"), "");
    assert_eq!(body("<p><span style='display:none'>weg</p><p>hier"), "hier\n");
}

#[test]
fn footnotes_of_pandoc_stand_below_the_text() {
    let source = "<p>een motie <a href='#fn1' role=doc-noteref><sup>1</sup></a>. 3m<sup>2</sup>, 2<sup>e</sup> [3]</p>\
<section class='footnotes footnotes-end-of-document'><ol><li id=fn1><p>Kamerstuk 36 998,</p><p>nr. 12.\
<a href='#fnref1' class=footnote-back>↩︎</a></p></li><li id=fn2>Aldaar. ↩︎</ol></section><p>na";
    assert_eq!(body(source), "een motie¹. 3m², 2e [3]\nna\n1 Kamerstuk 36 998, nr. 12.\n2 Aldaar.\n");
    assert_eq!(of(source).place_of(3).unwrap().to_string(), "voetnoot 1");
}

#[test]
fn footnotes_of_word_and_libreoffice_stand_below_the_text() {
    let word = "<p class=MsoNormal>een motie<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a> is af</p><hr>\
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'><span>\
<![if !supportFootnotes]>[1]<![endif]></span></a> Aldaar.<o:p></o:p></p></div></div>";
    assert_eq!(body(word), "een motie¹ is af\n1 Aldaar.\n");
    let libre = "<div title=header><p>Blad</p></div><p>een motie<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a></p>\
<div id=sdfootnote1><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a>Aldaar.</p></div>";
    assert_eq!((body(libre), of(libre).running), ("een motie¹\n1 Aldaar.\n".to_owned(), "Blad\n".to_owned()));
}

#[test]
fn lists_of_word_are_lists() {
    let entry = |label: &str| {
        format!(
            "<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>{label}\
<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>tekst</p>"
        )
    };
    assert_eq!(body(&entry("·")), "- tekst\n");
    assert_eq!((body(&entry("1.")), roles(&entry("1."))), ("1. tekst\n".to_owned(), vec![Role::Entry]));
    assert_eq!(body("<!--[if gte mso 9]><xml>weg</xml><![endif]--><p>hier"), "hier\n");
}

#[test]
fn lines_of_plain_text_stay_lines() {
    let source = "<pre>\nDe motie is\naf.\n</pre>";
    assert_eq!(body(source), "De motie is\naf.\n");
    assert_eq!(roles(source), [Role::Paragraph, Role::Unknown]);
}

#[test]
fn the_encoding_is_what_the_page_says() {
    let page = |head: &str, tail: &[u8]| read("x", &[head.as_bytes(), tail].concat()).unwrap().body;
    assert_eq!(page("<meta charset=iso-8859-15><p>", b"\xa4"), "€\n");
    assert_eq!(page("<META http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><p>", b"\x80"), "€\n");
    assert_eq!((page("<p>", "é".as_bytes()), page("<p>", b"\xe9")), ("é\n".into(), "é\n".into()));
    let utf16: Vec<u8> = "\u{feff}<p>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(page("", &utf16), "é\n");
}

#[test]
fn deep_nesting_costs_no_more_than_its_length() {
    for tag in ["<div>", "<ul><li>", "<table><tr><td>", "<span style=display:none>", "<sup>", "<b>"] {
        let source = format!("<p>voor{}na", tag.repeat(20_000));
        assert!(body(&source).starts_with("voor"), "{tag}");
    }
}

#[test]
fn many_attributes_cost_no_more_than_their_length() {
    let attributes: String = (0..200_000).map(|number| format!(" a{number}='>'")).collect();
    assert_eq!(body(&format!("<p>voor<p{attributes}>na")), "voor\nna\n");
}

#[test]
fn a_letter_within_a_cell_keeps_its_lines() {
    let source =
        "<table><tr><td><td><h2>Stand</h2><p>De motie<br>is af.<ol><li>een<li>twee</ol><pre>a\nb</pre></table><p>na";
    assert_eq!(body(source), "Stand\nDe motie\nis af.\n1. een\n2. twee\na\nb\nna\n");
    use Role::{Entry, Heading, Paragraph, Unknown};
    assert_eq!(roles(source), [Heading, Paragraph, Paragraph, Entry, Entry, Paragraph, Unknown, Paragraph]);
    let left_open = "<table><tr><td><h2>a<ul><li><td>b<tr><td><pre>c<td>d\ne</table>f\ng";
    assert_eq!(body(left_open), "| a | b |\n| c | d e |\nf g\n");
    let wide = format!("<table><tr>{}</table>", "<td>a".repeat(1_001));
    assert!(body(&wide).ends_with("| a a |\n"));
}
