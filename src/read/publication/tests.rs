//! Small publications, and what is read of them.

use super::*;
use crate::model::finding::Code;
use crate::read::text::{Official, Role};

const MOTIE: &str = "<?xml version='1.0' encoding='UTF-8'?>
<officiele-publicatie><metadata><meta name='OVERHEIDop.externMetadataRecord' content='https://x.nl/kst-36987-VIII-12/m.xml'/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud='vergaderjaar'>Vergaderjaar 2024-2025</tekstregel>
<tekstregel inhoud='kameraanduiding'>Tweede Kamer der Staten-Generaal</tekstregel>
<tekstregel inhoud='kamernummer'>2</tekstregel><tekstregel inhoud='documenttype'>Kamerstukken</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>36 987</dossiernr>-<begrotingshoofdstuk>VIII</begrotingshoofdstuk></dossiernummer>
<titel>Vaststelling van de begroting</titel></dossier>
<stuk><stuknr>Nr. <ondernummer kamer='2'>12</ondernummer></stuknr><titel>MOTIE VAN HET LID VAN DALEN </titel>
<datumtekst>Voorgesteld <datum isodatum='2025-04-03'>3 april 2025</datum></datumtekst>
<algemeen><vrije-tekst><tekst><al>De Kamer,</al>";
const END: &str = "</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>";

fn of(source: &str) -> Text {
    read("x.xml", source.as_bytes()).unwrap()
}

fn motie(rest: &str) -> Vec<String> {
    let text = of(&format!("{MOTIE}{rest}{END}"));
    text.lines().skip(6).map(|(_, line)| line.to_owned()).collect()
}

#[test]
fn a_kamerstuk_has_the_head_a_person_sees() {
    let text = of(&format!("{MOTIE}{END}"));
    let head = "Tweede Kamer der Staten-Generaal\nVergaderjaar 2024-2025\n36 987 VIII   Vaststelling van de begroting\n\
Nr. 12 MOTIE VAN HET LID VAN DALEN\nVoorgesteld 3 april 2025\nDe Kamer,\n";
    assert_eq!(text.body, head);
    assert_eq!(text.place_of(4).unwrap().to_string(), "alinea 4, regel 8 van het bestand");
    let Official { brief, title } = text.official.unwrap();
    assert_eq!(brief.kamerstuk().unwrap().to_string(), "36987-VIII-12");
    assert_eq!((brief.chamber.as_deref(), title.as_str()), (Some("TK"), "MOTIE VAN HET LID VAN DALEN"));
    assert_eq!(brief.date.unwrap().to_string(), "2025-04-03");
    assert_eq!(brief.dossier_title.as_deref(), Some("Vaststelling van de begroting"));
}

#[test]
fn lists_tables_and_footnotes_are_what_they_are() {
    let lines = motie(
        "<al-groep><al>verzoekt:</al><lijst><li><li.nr>1°</li.nr><al>dit;</al></li><li><al>dat</al></li></lijst></al-groep>\
<table><tgroup><tbody><row><entry><al>a</al></entry><entry><al>b</al><al>c</al></entry></row></tbody></tgroup></table>\
<al>een motie <noot id='n1'><noot.nr>3</noot.nr><noot.al>Kamerstuk 36 998, nr. 4.</noot.al></noot>, 3m<sup>2</sup>.</al>\
<tussenkop>Slot</tussenkop><divisie><kop><label>Artikel</label><nr>1</nr><titel>Doel</titel></kop></divisie>\
<ondertekening><functie>De Minister,</functie><naam><voornaam>A.</voornaam><achternaam>de Wit</achternaam></naam></ondertekening>",
    );
    let wanted = ["verzoekt:", "1° dit;", "- dat", "| a | b c |", "een motie³, 3m².", "Slot", "Artikel 1 Doel"];
    assert_eq!(lines[..7], wanted);
    assert_eq!(lines[7..], ["De Minister,", "A. de Wit", "3 Kamerstuk 36 998, nr. 4."]);
}

#[test]
fn an_indented_sitting_reads_as_it_was_said() {
    let source = "<officiele-publicatie>\n <handelingen>\n <agendapunt>\n <nr>\n 11\n </nr>\n <item-titel>\n  Dijken\n </item-titel>
 <spreekbeurt><spreker>\n <voorvoegsels>\n De heer\n </voorvoegsels>\n <naam>\n <achternaam>\n Smit\n </achternaam>\n </naam>
 (\n <politiek>\n VVD\n </politiek>\n ):\n </spreker>\n <tekst><al-groep><al>\n Zij krijgt nr.\n <extref>\n 12\n </extref>
 (\n <extref>\n 36998\n </extref>\n ).\n </al></al-groep></tekst></spreekbeurt></agendapunt></handelingen></officiele-publicatie>";
    let text = of(source);
    assert_eq!(text.body, "Dijken\nDe heer Smit (VVD):\nZij krijgt nr. 12 (36998).\n");
    assert_eq!(text.roles().next(), Some(Role::Heading));
    assert_eq!(text.official.unwrap().title, "Dijken");
}

#[test]
fn an_older_kamerstuk_says_the_same() {
    let source = "<?xml version='1.0' encoding='ISO-8859-1'?><kamerwrk kamer='2' publtype='kst'><metadata><x>weg</x></metadata>\
<kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>Vergaderjaar 2007-2008</subtitel></kop><frontm><versie>1</versie>\
<ordernr>9</ordernr><vergjaar>2007-2008</vergjaar><onderw><nummer>28 998</nummer><naam>Dijken</naam></onderw></frontm><body><stuk>\
<ltrlabel>Nr.</ltrlabel><nummer>12</nummer><titel>MOTIE VAN HET LID SMIT</titel><al>Voorgesteld <datum>3 april 2008</datum></al>\
<al>De Kamer<voetref refid='v1'/>,</al><tuskop letat='vet'>Kop</tuskop><witreg/><ondtek><functie/><naam>Smit</naam></ondtek></stuk></body>\
<voetnoot nr='1' id='v1'><al>Aldaar.</al></voetnoot></kamerwrk>";
    let text = of(source);
    let wanted = "Tweede Kamer der Staten-Generaal\nVergaderjaar 2007-2008\n28 998   Dijken\nNr. 12 MOTIE VAN HET LID SMIT\n\
Voorgesteld 3 april 2008\nDe Kamer¹,\nKop\nSmit\n1 Aldaar.\n";
    assert_eq!(text.body, wanted);
    let brief = text.official.unwrap().brief;
    assert_eq!((brief.kamerstuk().unwrap().to_string().as_str(), brief.chamber.as_deref()), ("28998-12", Some("TK")));
    assert_eq!(brief.date.unwrap().to_string(), "2008-04-03");
}

#[test]
fn a_debate_of_the_chambers_own_form_is_its_words() {
    let source = "<vlosCoreDocument xmlns='x'><vergadering><titel>14e vergadering</titel><zaal>Z</zaal><activiteit><titel>Dijken</titel>\
<activiteithoofd><titel>weg</titel><woordvoerder><spreker><achternaam>Smit</achternaam></spreker><tekst><alinea><alineaitem>De heer \
<nadruk>Smit</nadruk> (VVD):</alineaitem><alineaitem>Dank.</alineaitem></alinea></tekst></woordvoerder></activiteithoofd></activiteit>\
</vergadering></vlosCoreDocument>";
    let text = of(source);
    assert_eq!(text.body, "14e vergadering\nDijken\nDe heer Smit (VVD):\nDank.\n");
    assert_eq!(text.official, None);
}

#[test]
fn a_file_that_breaks_off_keeps_its_words() {
    let text = of(MOTIE);
    assert_eq!((text.findings[0].code, text.lines().count()), (Code::DamagedFile, 6));
    assert!(read("x", b"<officiele-publicatie><al>").is_err());
    assert!(read("x", b"<html>geen publicatie</html>").is_err());
    assert!(of(&format!("{MOTIE}<al>wraakt<noot><noot.al>half")).body.ends_with("wraakt\n1 half\n"));
}
