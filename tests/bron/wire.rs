//! HTTP/1.1 by hand, so that every way of answering wrongly is possible.

use super::trouble::Trouble;
use flate2::write::GzEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress};
use std::io::{self, BufRead, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

/// The most bytes of the head of a request.
const HEAD: u64 = 64 << 10;

/// What a client asks.
#[derive(Debug)]
pub struct Request {
    /// GET, as a rule.
    pub method: String,
    /// The path.
    pub path: String,
    /// The options as they stand in the address.
    pub raw_query: String,
    /// The heads, names in small letters.
    pub headers: Vec<(String, String)>,
}

/// What it is answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The Content-Type.
    pub content_type: String,
    /// More heads.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Arc<Vec<u8>>,
}

impl Request {
    /// Reads a request; None where the client has gone or speaks no HTTP.
    pub fn read(stream: &mut impl BufRead) -> Option<Request> {
        let mut stream = stream.take(HEAD);
        let mut line = || {
            let mut line = String::new();
            let count = stream.read_line(&mut line).ok()?;
            (count > 0 && line.ends_with('\n')).then(|| line.trim_end().to_owned())
        };
        let first = line()?;
        let mut words = first.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let (path, raw_query) = target.split_once('?').unwrap_or((target, ""));
        let mut headers = Vec::new();
        loop {
            let head = line()?;
            if head.is_empty() {
                break;
            }
            let (name, value) = head.split_once(':')?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Some(Request { method, path: path.to_owned(), raw_query: raw_query.to_owned(), headers })
    }

    /// Returns the value of a head, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns whether the client takes gzip.
    pub fn takes_gzip(&self) -> bool {
        self.header("accept-encoding").is_some_and(|value| value.contains("gzip"))
    }
}

impl Answer {
    /// Returns an answer with a body of JSON.
    pub fn json(body: Vec<u8>) -> Answer {
        let content_type = "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8".to_owned();
        Answer { status: 200, content_type, headers: vec![("OData-Version", "4.0".to_owned())], body: Arc::new(body) }
    }

    /// Returns the service's error.
    pub fn error(status: u16, message: &str) -> Answer {
        let body = serde_json::json!({"error": {"code": "", "message": message}});
        Answer { status, ..Answer::json(body.to_string().into_bytes()) }
    }

    /// Returns a page of HTML.
    pub fn html(status: u16, text: &str) -> Answer {
        let body =
            format!("<!DOCTYPE html>\r\n<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>");
        let body = Arc::new(body.into_bytes());
        Answer { status, content_type: "text/html; charset=utf-8".to_owned(), headers: Vec::new(), body }
    }

    fn head(&self, length: &str) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            302 => "Found",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            429 => "Too Many Requests",
            500 => "Internal Server Error",
            502 => "Bad Gateway",
            503 => "Service Unavailable",
            _ => "Status",
        };
        let mut head =
            format!("HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\n{length}\r\n", self.status, self.content_type);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }

    /// Sends the answer, calls `done` before its last byte, and returns whether the connection can go on.
    pub fn send(&self, stream: &mut TcpStream, trouble: Option<&Trouble>, done: impl FnOnce()) -> io::Result<bool> {
        let whole = [self.head(&format!("Content-Length: {}", self.body.len())), self.body.to_vec()].concat();
        let half = whole.len() - self.body.len().div_ceil(2);
        match trouble {
            Some(Trouble::Closed | Trouble::Hang) => {
                if trouble == Some(&Trouble::Hang) {
                    until_gone(stream);
                }
                done();
            }
            Some(Trouble::Cut) => {
                stream.write_all(&whole[..half])?;
                done();
            }
            Some(Trouble::CutChunked) => {
                let part = &self.body[..self.body.len() / 2];
                let start = [self.head("Transfer-Encoding: chunked"), format!("{:x}\r\n", part.len()).into_bytes()];
                stream.write_all(&[&start.concat(), part, b"\r\n"].concat())?;
                done();
            }
            Some(Trouble::Endless) => {
                stream.write_all(&self.head("Transfer-Encoding: chunked"))?;
                let (start, block) = without_end();
                let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
                forever(stream, &chunk(&start), &chunk(&block));
                done();
            }
            Some(Trouble::EndlessHead) => {
                forever(stream, b"HTTP/1.1 200 OK\r\n", "X-Meer: en nog een regel\r\n".repeat(500).as_bytes());
                done();
            }
            Some(Trouble::Drip(bytes, pause)) => {
                drip(stream, &whole, *bytes, *pause)?;
                done();
                return Ok(true);
            }
            _ => {
                let (most, last) = whole.split_at(whole.len() - 1);
                stream.write_all(most)?;
                done();
                stream.write_all(last)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Waits until the client closes the connection or the server stops.
fn until_gone(stream: &mut TcpStream) {
    let mut bytes = [0; 512];
    while stream.read(&mut bytes).is_ok_and(|count| count > 0) {}
}

fn forever(stream: &mut TcpStream, start: &[u8], block: &[u8]) {
    let mut went = stream.write_all(start);
    while went.is_ok() {
        went = stream.write_all(block);
    }
}

fn drip(stream: &mut TcpStream, whole: &[u8], bytes: usize, pause: Duration) -> io::Result<()> {
    for part in whole.chunks(bytes.max(1)) {
        stream.write_all(part)?;
        std::thread::sleep(pause);
    }
    Ok(())
}

/// Returns the start of a page and records to go on with.
fn without_end() -> (Vec<u8>, Vec<u8>) {
    let record =
        r#"{"Id":"00000000-0000-4000-8000-000000000000","ApiGewijzigdOp":"2025-01-01T00:00:00Z","Verwijderd":false}"#;
    (format!(r#"{{"value":[{record}"#).into_bytes(), format!(",{record}").repeat(500).into_bytes())
}

/// Returns bytes packed with gzip.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Returns an empty page with so many megabytes of blanks in it, packed without packing more than one of them.
pub fn bomb(megabytes: u64) -> Vec<u8> {
    let block = vec![b' '; 1 << 20];
    let (mut crc, mut crc_of_block) = (Crc::new(), Crc::new());
    crc_of_block.update(&block);
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let pack = |bytes: &[u8]| {
        let mut part = Vec::with_capacity(1 << 16);
        Compress::new(Compression::best(), false).compress_vec(bytes, &mut part, FlushCompress::Full).unwrap();
        part
    };
    let (start, blanks, end) = (pack(b"{\"value\":["), pack(&block), pack(b"]}"));
    crc.update(b"{\"value\":[");
    out.extend(start);
    for _ in 0..megabytes {
        out.extend(&blanks);
        crc.combine(&crc_of_block);
    }
    let mut crc_of_end = Crc::new();
    crc_of_end.update(b"]}");
    crc.combine(&crc_of_end);
    out.extend(end);
    out.extend([3, 0]);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    out
}
