//! What is answered, and how it goes over the wire: rightly, or as a trouble wants it.

use super::journal::Seen;
use super::query::Query;
use super::store::{PAGE, Page};
use super::trouble::Trouble;
use super::{ROOT, Shared};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer before it is sent.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<String>,
    kind: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(status: u16, body: Vec<u8>) -> Answer {
        Answer { status, headers: Vec::new(), kind: "application/json; odata.metadata=minimal".into(), body }
    }

    fn refused(status: u16, message: &str) -> Answer {
        let body = serde_json::json!({"error": {"code": "", "message": message}});
        Answer::json(status, body.to_string().into_bytes())
    }
}

impl Shared {
    /// Returns the answer to a request.
    pub(super) fn answer(&self, seen: &Seen, trouble: Option<&Trouble>) -> Answer {
        let Some(path) = seen.path.strip_prefix(ROOT) else { return Answer::refused(404, "Not found.") };
        match trouble {
            Some(Trouble::Status(status)) => return Answer::refused(*status, "An error has occurred."),
            Some(Trouble::RetryAfter(status, seconds)) => {
                let headers = vec![format!("Retry-After: {seconds}")];
                return Answer { headers, ..Answer::refused(*status, "Later.") };
            }
            Some(Trouble::RetryAt(status, seconds)) => {
                let at = chrono::Utc::now() + Duration::from_secs(*seconds);
                let headers = vec![format!("Retry-After: {}", at.format("%a, %d %b %Y %H:%M:%S GMT"))];
                return Answer { headers, ..Answer::refused(*status, "Later.") };
            }
            Some(Trouble::Redirect(to)) => {
                let headers = vec![format!("Location: {to}{}", seen.path)];
                return Answer { headers, ..Answer::refused(302, "Elsewhere.") };
            }
            Some(Trouble::Html) => {
                let body = b"<!DOCTYPE html><html><body>Log in first</body></html>".to_vec();
                return Answer { kind: "text/html".into(), ..Answer::json(200, body) };
            }
            Some(Trouble::Repeated) => {
                if let Some(body) = self.last.lock().unwrap().get(&seen.entity) {
                    return Answer::json(200, body.clone());
                }
            }
            _ => {}
        }
        if let Some((set, rest)) = path.split_once('(') {
            return self.one(set, rest);
        }
        if !self.store.lock().unwrap().has(path) {
            return Answer::refused(404, "No HTTP resource was found.");
        }
        match self.page(path, seen, trouble) {
            Ok(body) => {
                if trouble.is_none() {
                    self.last.lock().unwrap().insert(seen.entity.clone(), body.clone());
                }
                Answer::json(200, body)
            }
            Err(message) => Answer::refused(400, &message),
        }
    }

    /// Answers for one record, or for the file of a document.
    fn one(&self, set: &str, rest: &str) -> Answer {
        let (id, below) = rest.split_once(')').unwrap_or((rest, ""));
        let store = self.store.lock().unwrap();
        if below.eq_ignore_ascii_case("/resource") {
            let file = store.file(&id.to_ascii_lowercase());
            return file.map_or_else(
                || Answer::refused(404, "No file."),
                |(kind, bytes)| Answer { kind, ..Answer::json(200, bytes.to_vec()) },
            );
        }
        store.one(set, id).map_or_else(
            || Answer::refused(404, "No record."),
            |record| Answer::json(200, record.value.to_string().into_bytes()),
        )
    }

    fn page(&self, set: &str, seen: &Seen, trouble: Option<&Trouble>) -> std::result::Result<Vec<u8>, String> {
        let mut query = Query::of(&seen.query)?;
        let mut store = self.store.lock().unwrap();
        if trouble == Some(&Trouble::OtherPage) {
            query.skip += PAGE;
        }
        let mut page = store.page(set, &mut query)?;
        if trouble == Some(&Trouble::OtherPage) && page.records.is_empty() {
            query.skip = 0;
            query.filter.clear();
            page = store.page(set, &mut query)?;
        }
        if trouble == Some(&Trouble::Reversed) {
            page.records.reverse();
        }
        drop(store);
        let host = match trouble {
            Some(Trouble::NextAway(to)) => to.clone(),
            _ => format!("http://{}", self.address),
        };
        written(set, &page, &query, &host)
    }
}

fn written(set: &str, page: &Page, query: &Query, host: &str) -> std::result::Result<Vec<u8>, String> {
    let mut body = format!("{{\"@odata.context\":\"{host}{ROOT}$metadata#{set}\",").into_bytes();
    if query.count {
        body.extend(format!("\"@odata.count\":{},", page.total).bytes());
    }
    body.extend(b"\"value\":[");
    for (place, record) in page.records.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        record.write(&query.shape, &mut body)?;
    }
    body.push(b']');
    if let Some((skip, top)) = page.next {
        let top = top.map_or_else(String::new, |top| format!("&$top={top}"));
        let others = if query.others.is_empty() { String::new() } else { format!("{}&", query.others) };
        body.extend(format!(",\"@odata.nextLink\":\"{host}{ROOT}{set}?{others}$skip={skip}{top}\"").bytes());
    }
    body.push(b'}');
    Ok(body)
}

/// A connection on which an answer goes out.
pub(super) struct Wire<'a> {
    pub(super) stream: &'a TcpStream,
    /// Whether the client takes gzip.
    pub(super) packs: bool,
}

impl Wire<'_> {
    /// Sends an answer. Returns whether the connection may be used again.
    pub(super) fn send(&self, mut answer: Answer, trouble: Option<&Trouble>) -> Result<bool> {
        let half = answer.body.len() / 2;
        let mut stream = self.stream;
        match trouble {
            Some(Trouble::Closed) => return Ok(false),
            Some(Trouble::Hang) => {
                // Until the client goes away.
                let _ = stream.read(&mut [0u8; 1]);
                return Ok(false);
            }
            Some(Trouble::EndlessHead) => {
                stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
                loop {
                    stream.write_all(b"X-More: and more and more and more\r\n")?;
                }
            }
            Some(Trouble::Endless) => {
                stream.write_all(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"value\":[",
                )?;
                loop {
                    stream.write_all(&b"{\"Id\":\"a\",\"ApiGewijzigdOp\":\"2025-01-01T00:00:00Z\"},".repeat(1000))?;
                }
            }
            Some(Trouble::Cut) => {
                self.head(&answer, Some(answer.body.len()))?;
                stream.write_all(&answer.body[..half])?;
                return Ok(false);
            }
            Some(Trouble::CutChunked) => {
                answer.headers.push("Transfer-Encoding: chunked".into());
                self.head(&answer, None)?;
                write!(stream, "{half:x}\r\n")?;
                stream.write_all(&answer.body[..half])?;
                stream.write_all(b"\r\n")?;
                return Ok(false);
            }
            Some(Trouble::Drip(bytes, pause)) => {
                self.head(&answer, Some(answer.body.len()))?;
                for part in answer.body.chunks((*bytes).max(1)) {
                    stream.write_all(part)?;
                    std::thread::sleep(*pause);
                }
                return Ok(true);
            }
            Some(Trouble::Broken) => answer.body.truncate(half),
            Some(Trouble::WrongType(kind)) => answer.kind.clone_from(kind),
            Some(Trouble::Packed) if self.packs => {
                answer.body = packed(&mut answer.body.as_slice())?;
                answer.headers.push("Content-Encoding: gzip".into());
            }
            Some(Trouble::Bomb(megabytes)) => {
                let mut blanks = b"{\"value\":[".chain(std::io::repeat(b' ').take(megabytes << 20));
                answer.body = packed(&mut blanks)?;
                answer.headers.push("Content-Encoding: gzip".into());
            }
            _ => {}
        }
        self.head(&answer, Some(answer.body.len()))?;
        stream.write_all(&answer.body)?;
        Ok(true)
    }

    fn head(&self, answer: &Answer, length: Option<usize>) -> Result<()> {
        let mut head = format!("HTTP/1.1 {} Answer\r\nContent-Type: {}\r\n", answer.status, answer.kind);
        if let Some(length) = length {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        answer.headers.iter().for_each(|header| head.push_str(&format!("{header}\r\n")));
        head.push_str("\r\n");
        let mut stream = self.stream;
        stream.write_all(head.as_bytes())
    }
}

fn packed(body: &mut dyn Read) -> Result<Vec<u8>> {
    let mut to = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::copy(body, &mut to)?;
    to.finish()
}
