//! From a request to its answer.

use super::filter::is_guid;
use super::query::{Query, decoded};
use super::store::{PAGE, Page, Store};
use super::trouble::Trouble;
use super::wire::{Answer, Request, bomb, packed};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Where the entity sets stand.
pub const ROOT: &str = "/OData/v4/2.0";

/// What a path names.
#[derive(Debug, PartialEq)]
pub enum Target {
    /// An entity set.
    Set(String),
    /// One record, by entity set and Id.
    One(String, String),
    /// The file of a document.
    File(String),
    /// Nothing that the service has.
    Nothing,
}

impl Target {
    /// Reads a path.
    pub fn of(path: &str) -> Target {
        let path = decoded(path).unwrap_or_default();
        let Some(rest) = path.strip_prefix(ROOT).and_then(|rest| rest.strip_prefix('/')) else {
            return Target::Nothing;
        };
        let (first, behind) = rest.split_once('/').unwrap_or((rest, ""));
        let named = first.strip_suffix(')').and_then(|first| first.split_once('('));
        match named {
            None if behind.is_empty() && !first.is_empty() => Target::Set(first.to_owned()),
            Some((entity, id)) if is_guid(id) && behind.is_empty() => {
                Target::One(entity.to_owned(), id.to_ascii_lowercase())
            }
            Some(("Document", id)) if is_guid(id) && behind.eq_ignore_ascii_case("resource") => {
                Target::File(id.to_ascii_lowercase())
            }
            _ => Target::Nothing,
        }
    }

    /// Returns the entity set, empty for none.
    pub fn entity(&self) -> &str {
        match self {
            Target::Set(entity) | Target::One(entity, _) => entity,
            Target::File(_) => "Document",
            Target::Nothing => "",
        }
    }
}

/// Answers requests from a store.
#[derive(Debug)]
pub struct Desk {
    /// The address that the server's own links begin with.
    pub host: String,
    /// The last body per entity set.
    last: Mutex<HashMap<String, Arc<Vec<u8>>>>,
}

impl Desk {
    /// Returns a desk for a server at an address.
    pub fn at(host: String) -> Desk {
        Desk { host, last: Mutex::default() }
    }

    /// Answers a request, wrongly where there is trouble that is not one of sending.
    pub fn answer(&self, request: &Request, store: &Mutex<Store>, trouble: Option<&Trouble>) -> Answer {
        if let Some(answer) = instead(request, trouble) {
            return answer;
        }
        let target = Target::of(&request.path);
        let mut answer = match self.right(request, &target, store, trouble) {
            Ok(answer) => answer,
            Err(refusal) => return refusal,
        };
        let last = self.last.lock().unwrap().insert(target.entity().to_owned(), answer.body.clone());
        match trouble {
            Some(Trouble::Repeated) => answer.body = last.unwrap_or(answer.body),
            Some(Trouble::Broken) => answer.body = Arc::new(broken(&answer.body)),
            Some(Trouble::WrongType(other)) => answer.content_type.clone_from(other),
            Some(Trouble::Packed) if request.takes_gzip() => {
                answer.body = Arc::new(packed(&answer.body));
                answer.headers.push(("Content-Encoding", "gzip".to_owned()));
            }
            _ => {}
        }
        answer
    }

    fn right(
        &self,
        request: &Request,
        target: &Target,
        store: &Mutex<Store>,
        trouble: Option<&Trouble>,
    ) -> Result<Answer, Answer> {
        let refused = |message: String| Answer::error(400, &message);
        if request.method != "GET" {
            return Err(Answer::error(405, "The requested resource does not support this method."));
        }
        let mut query = Query::of(&request.raw_query).map_err(refused)?;
        let missing = || Answer::error(404, "The requested resource is not found.");
        if *target == Target::Nothing || !store.lock().unwrap().has(target.entity()) {
            return Err(missing());
        }
        let body = match target {
            Target::Set(entity) => self.page(entity, &mut query, store, trouble).map_err(refused)?,
            Target::One(entity, id) => {
                let record = store.lock().unwrap().one(entity, id).ok_or_else(missing)?;
                let mut body = format!("{{\"@odata.context\":\"{}#{entity}/$entity\",", self.metadata()).into_bytes();
                let mut text = Vec::new();
                record.write(&query.shape, &mut text).map_err(refused)?;
                body.extend(&text[1..]);
                body
            }
            Target::File(id) => {
                let (content_type, bytes) = store.lock().unwrap().file(id).ok_or_else(missing)?;
                return Ok(Answer { status: 200, content_type, headers: Vec::new(), body: bytes });
            }
            Target::Nothing => return Err(missing()),
        };
        Ok(Answer::json(body))
    }

    fn metadata(&self) -> String {
        format!("http://{}{ROOT}/$metadata", self.host)
    }

    fn page(
        &self,
        entity: &str,
        query: &mut Query,
        store: &Mutex<Store>,
        trouble: Option<&Trouble>,
    ) -> Result<Vec<u8>, String> {
        let mut page = asked(entity, query, store, trouble)?;
        if trouble == Some(&Trouble::Reversed) {
            page.records.reverse();
        }
        let mut body = Vec::with_capacity(page.records.len() * 1024 + 256);
        body.extend(format!("{{\"@odata.context\":\"{}#{entity}\",", self.metadata()).bytes());
        if query.count {
            body.extend(format!("\"@odata.count\":{},", page.total).bytes());
        }
        body.extend(b"\"value\":[");
        for (at, record) in page.records.iter().enumerate() {
            if at > 0 {
                body.push(b',');
            }
            record.write(&query.shape, &mut body)?;
        }
        body.push(b']');
        if let Some((skip, top)) = page.next {
            let own = format!("http://{}", self.host);
            let host = if let Some(Trouble::NextAway(away)) = trouble { away } else { &own };
            let mut options = vec![query.others.clone(), format!("$skip={skip}")];
            options.extend(top.map(|top| format!("$top={top}")));
            options.retain(|option| !option.is_empty());
            let link = serde_json::Value::from(format!("{host}{ROOT}/{entity}?{}", options.join("&")));
            body.extend(format!(",\"@odata.nextLink\":{link}").bytes());
        }
        body.push(b'}');
        Ok(body)
    }
}

/// Returns the page asked, or another one where that is the trouble.
fn asked(entity: &str, query: &mut Query, store: &Mutex<Store>, trouble: Option<&Trouble>) -> Result<Page, String> {
    let mut store = store.lock().unwrap();
    if trouble != Some(&Trouble::OtherPage) {
        return store.page(entity, query);
    }
    // The bound goes out of the query when it is used, so that a second look needs a query of its own.
    let filter = query.filter.clone();
    let first = store.page(entity, query)?;
    query.filter = filter;
    query.skip = if first.next.is_some() { query.skip + PAGE } else { query.skip.saturating_sub(PAGE) };
    store.page(entity, query)
}

/// Returns what is answered without a look at the records.
fn instead(request: &Request, trouble: Option<&Trouble>) -> Option<Answer> {
    let away = |status| Answer::html(status, "Er is iets misgegaan");
    let again = |status, value| Answer { headers: vec![("Retry-After", value)], ..away(status) };
    Some(match trouble? {
        Trouble::Status(status) => away(*status),
        Trouble::RetryAfter(status, seconds) => again(*status, seconds.to_string()),
        Trouble::RetryAt(status, seconds) => {
            let then = chrono::Utc::now() + Duration::from_secs(*seconds);
            again(*status, then.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
        }
        Trouble::Html => Answer::html(200, "Onderhoud"),
        Trouble::Redirect(host) => {
            let query = if request.raw_query.is_empty() { String::new() } else { format!("?{}", request.raw_query) };
            Answer { headers: vec![("Location", format!("{host}{}{query}", request.path))], ..away(302) }
        }
        Trouble::Bomb(megabytes) => {
            let answer = Answer::json(bomb(*megabytes));
            Answer { headers: vec![("Content-Encoding", "gzip".to_owned())], ..answer }
        }
        Trouble::Endless | Trouble::EndlessHead | Trouble::Hang | Trouble::Closed => Answer::json(Vec::new()),
        _ => return None,
    })
}

/// Returns a body of the same length that is no JSON from the middle on.
fn broken(body: &[u8]) -> Vec<u8> {
    let mut broken = body.to_vec();
    let middle = broken.len() / 2;
    broken[middle..].fill(b'\0');
    broken
}
