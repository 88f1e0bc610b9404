//! A Word or OpenDocument file; other bytes are the main part of one.
#![no_main]

use gestand::read;
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = read::of_bytes("brief", bytes);
        return;
    }
    let _ = read::of_bytes("brief.docx", &stored(&[("[Content_Types].xml", b""), ("word/document.xml", bytes)]));
    let odt: [(&str, &[u8]); 2] = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes)];
    let _ = read::of_bytes("brief.odt", &stored(&odt));
});

/// Returns a zip archive of parts that are not packed, so that the fuzzer sees what it changes.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        if writer.start_file(*name, options).is_err() || writer.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    writer.finish().map(std::io::Cursor::into_inner).unwrap_or_default()
}
