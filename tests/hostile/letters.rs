//! Letters of every form, many at once behind the fence, as the program reads them: damaged, and made to do harm.

use crate::mutate::{Random, mutated};
use crate::probes::letters::stands;
use crate::readers::{seed, tries};
use flate2::{Compress, Compression, FlushCompress};
use gestand::find::reading;
use gestand::read::{Batch, Source, fence};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How many mutations are made of the files of each form, where nothing else is said.
const PER_FORM: usize = 40;
/// How many of them are written to a folder and read at once.
const AT_ONCE: usize = 40;

fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/vormen")
}

/// Returns a few files of each form, by their endings.
fn seeds() -> BTreeMap<String, Vec<Vec<u8>>> {
    let mut seeds: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for source in Source::of(&[forms().join("3-lijst"), forms().join("2-voetnoten")]).unwrap() {
        let path = PathBuf::from(source.label());
        let form = path.extension().unwrap().to_str().unwrap().to_owned();
        seeds.entry(form).or_default().push(fs::read(&path).unwrap());
    }
    let publication = "<officiele-publicatie><kamerstuk><stuk><titel>BRIEF</titel><datumtekst>Voorgesteld <datum isodatum='2025-04-03'>3 \
april 2025</datum></datumtekst><al>De motie Smit (Kamerstuk 36 998, nr. 12) is afgedaan.<noot><noot.al>Aldaar.</noot.al></noot></al>\
<table><row><entry><al>a</al></entry><entry>b</entry></row></table></stuk></kamerstuk></officiele-publicatie>";
    seeds.insert("xml".into(), vec![publication.into()]);
    let packed: Vec<Vec<u8>> = ["pdf", "docx", "html", "txt"].iter().map(|form| gzip(&seeds[*form][0])).collect();
    seeds.insert("gz".into(), packed);
    let archive = zip(&[("a.pdf", &seeds["pdf"][0]), ("b.txt", &seeds["txt"][0]), ("c.docx", &seeds["docx"][0])]);
    seeds.insert("zip".into(), vec![archive]);
    seeds
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns megabytes of blanks as zlib packs them, without packing more than one of them.
fn packed_blanks(megabytes: u64) -> Vec<u8> {
    let mut block = Vec::with_capacity(1 << 16);
    Compress::new(Compression::fast(), false).compress_vec(&[b' '; 1 << 20], &mut block, FlushCompress::Full).unwrap();
    let mut packed = vec![0x78, 0x01];
    (0..megabytes).for_each(|_| packed.extend(&block));
    packed.extend([3, 0]);
    let count = u128::from(megabytes << 20);
    let (sum, sums) = ((1 + 32 * count) % 65521, (count + 32 * count * (count + 1) / 2) % 65521);
    packed.extend(u32::try_from(sums << 16 | sum).unwrap().to_be_bytes());
    packed
}

/// Returns a PDF of one page with a tree of pages and a content of one's own.
fn pdf(kids: &str, filter: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n\
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n\
6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream endobj\n\
4 0 obj<<{filter}/Length {}>>stream\n",
        content.len()
    );
    [head.as_bytes(), content, b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"].concat()
}

/// Returns a Word file or OpenDocument text with a body of its own.
fn package(body: &str) -> [Vec<u8>; 2] {
    let odt = body.replace("w:p>", "text:p>").replace("w:t>", "text:span>");
    let types = b"<Types/>";
    [
        zip(&[("[Content_Types].xml", types), ("word/document.xml", body.as_bytes())]),
        zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", odt.as_bytes())]),
    ]
}

/// Returns files that are made to do harm, by name.
fn bombs() -> Vec<(String, Vec<u8>)> {
    let laughs: String =
        ('b'..='j').map(|c| format!("<!ENTITY {c} '{}'>", format!("&{};", (c as u8 - 1) as char).repeat(10))).collect();
    let outside = "<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://127.0.0.1:9/'>%p;";
    let laughing = format!("<!DOCTYPE x [<!ENTITY a 'ha'>{laughs}{outside}]>");
    let text = b"BT /F 11 Tf 50 700 Td (De motie is afgedaan.) Tj ET";
    let mut bombs = vec![
        ("lach.xml", format!("{laughing}<officiele-publicatie><al>&j;&e;</al></officiele-publicatie>").into_bytes()),
        ("diep.xml", format!("<officiele-publicatie>{}", "<al>".repeat(100_000)).into_bytes()),
        ("diep.html", format!("<!DOCTYPE html>{}", "<div><b>".repeat(50_000)).into_bytes()),
        ("boom.pdf", pdf("2 0 R 3 0 R 2 0 R", "", text)),
        ("tekening.pdf", pdf("3 0 R", "", &[text as &[u8], b" /X Do"].concat())),
        ("haken.pdf", pdf("3 0 R", "", &b"[".repeat(300_000))),
        ("groot.pdf", pdf("3 0 R", "/Filter/FlateDecode", &packed_blanks(300))),
        ("bom.gz", gzip(&vec![b' '; 20 << 20])),
        ("drie.gz", gzip(&gzip(&gzip(b"brief")))),
        ("paden.zip", zip(&[("../../weg.txt", b"brief"), ("/etc/passwd", b"brief"), ("a\\..\\b.txt", b"brief")])),
        ("leeg.zip", zip(&[])),
        ("lang.txt", b"ik zeg toe, de motie Smit is ".repeat(1_000)),
    ];
    let [lach, lach_odt] = package(&format!("{laughing}<w:p><w:t>&j;&e;</w:t></w:p>"));
    let [diep, diep_odt] = package(&"<w:p><w:t>".repeat(50_000));
    bombs.extend([("lach.docx", lach), ("lach.odt", lach_odt), ("diep.docx", diep), ("diep.odt", diep_odt)]);
    bombs.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// Writes files to a folder, reads them all as the program does, and returns what became of each, by label.
fn read_all(files: &[(String, Vec<u8>)]) -> Vec<(String, Result<String, String>)> {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let gate = fence::gate(Path::new(env!("CARGO_BIN_EXE_gestand")), &["fenced"]);
    let mut seen = Vec::new();
    Batch { threads: 2, gate: Some(gate) }
        .run(
            &Source::of(&[folder.path().into()]).unwrap(),
            |text| {
                let items = reading::read(&text).items;
                items.iter().for_each(|item| assert!(stands(&text, &item.quote), "{:?}", item.quote));
                format!("{items:?}")
            },
            |from, made| {
                let label = from.label.rsplit_once(folder.path().to_str().unwrap()).unwrap().1.to_owned();
                seen.push((label[1..].to_owned(), made.map_err(|error| error.to_string())));
                Ok(())
            },
        )
        .unwrap();
    seen
}

/// Asserts that each file gives a reading or an error with its name, and that the letter that comes last is read as ever.
fn hold(mut files: Vec<(String, Vec<u8>)>) {
    let letter = fs::read(forms().join("3-lijst/3-lijst.typst.pdf")).unwrap();
    files.push(("zz-laatste.pdf".into(), letter.clone()));
    files.sort_by(|one, other| one.0.cmp(&other.0));
    let seen = read_all(&files);
    for (name, _) in &files {
        let of_file: Vec<_> = seen.iter().filter(|(label, _)| label.starts_with(name)).collect();
        assert!(!of_file.is_empty(), "{name} gave nothing");
        for (label, made) in of_file {
            let Err(error) = made else { continue };
            assert!(error.contains(label.as_str()) && !error.contains("fault of gestand"), "{label}: {error}");
        }
    }
    let alone = read_all(&[("a.pdf".into(), letter)]).remove(0).1;
    assert!(alone.as_ref().is_ok_and(|items| items.contains("Motie")), "{alone:?}");
    assert_eq!(seen.last().unwrap().1, alone);
}

#[test]
fn a_damaged_file_gives_a_reading_or_an_error_with_its_name() {
    let mut random = Random(seed());
    let seeds = seeds();
    let mut left = tries().unwrap_or(PER_FORM);
    while left > 0 {
        let mut files = Vec::new();
        for (form, seeds) in &seeds {
            for number in 0..left.min(AT_ONCE) {
                let (seed, other) = (&seeds[random.below(seeds.len())], &seeds[random.below(seeds.len())]);
                files.push((format!("{number:02}.{form}"), mutated(seed, other, &mut random)));
            }
        }
        hold(files);
        left = left.saturating_sub(AT_ONCE);
    }
}

#[test]
fn a_file_that_is_made_to_do_harm_does_none() {
    hold(bombs());
}
