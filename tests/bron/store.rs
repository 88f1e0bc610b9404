//! The records: entity sets that can be asked and changed, sorted once and written once as far as that goes.

use super::filter::is_guid;
use super::moment;
use super::query::{Query, Shape};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The most records on a page.
pub const PAGE: usize = 250;

/// A record, its instant of change, and its text without what lies behind it.
#[derive(Debug)]
pub struct Record {
    /// The record, with all that lies behind it.
    pub value: Value,
    changed: Option<i64>,
    plain: OnceLock<Vec<u8>>,
}

/// The records of one page.
#[derive(Debug, Default)]
pub struct Page {
    /// The records, in their order.
    pub records: Vec<Arc<Record>>,
    /// How many records meet the filter in all.
    pub total: usize,
    /// The `$skip` of the next page, and how many records are still wanted from there.
    pub next: Option<(usize, Option<usize>)>,
}

/// The entity sets and the files of documents.
#[derive(Debug, Default)]
pub struct Store {
    sets: HashMap<String, Set>,
    files: HashMap<String, (String, Arc<Vec<u8>>)>,
    as_sql_server: bool,
}

#[derive(Debug, Default)]
struct Set {
    records: Vec<Arc<Record>>,
    by_id: HashMap<String, u32>,
    /// The places of the records that meet a filter, in an order, by both.
    lists: HashMap<String, Arc<Vec<u32>>>,
}

/// How many lists a set keeps before it begins anew.
const KEPT: usize = 32;

impl Record {
    fn of(value: Value) -> Arc<Record> {
        let changed = value.get("ApiGewijzigdOp").and_then(Value::as_str).and_then(moment::ticks);
        Arc::new(Record { value, changed, plain: OnceLock::new() })
    }

    /// Writes the record in a shape.
    pub fn write(&self, shape: &Shape, out: &mut Vec<u8>) -> Result<(), String> {
        if shape.select.is_some() {
            return shape.write(&self.value, out);
        }
        let plain = self.plain.get_or_init(|| {
            let mut text = Vec::new();
            let done = Shape::default().write(&self.value, &mut text);
            debug_assert!(done.is_ok());
            text
        });
        let start = out.len() + 1;
        out.extend(&plain[..plain.len() - 1]);
        shape.write_expanded(&self.value, start, out)?;
        out.push(b'}');
        Ok(())
    }

    fn id(&self) -> String {
        self.value.get("Id").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
    }
}

impl Store {
    /// Adds a record to an entity set, made where it is not there yet.
    pub fn add(&mut self, entity: &str, value: Value) {
        let set = self.sets.entry(entity.to_owned()).or_default();
        let record = Record::of(value);
        set.by_id.insert(record.id(), u32::try_from(set.records.len()).unwrap());
        set.records.push(record);
        set.lists.clear();
    }

    /// Adds an entity set without records.
    pub fn add_set(&mut self, entity: &str) {
        self.sets.entry(entity.to_owned()).or_default();
    }

    /// Changes the record with an Id; the Id itself stays.
    ///
    /// # Panics
    /// No record has the Id.
    pub fn change(&mut self, entity: &str, id: &str, how: impl FnOnce(&mut Value)) {
        let set = self.sets.get_mut(entity).unwrap();
        let at = set.by_id[&id.to_ascii_lowercase()] as usize;
        let mut value = set.records[at].value.clone();
        how(&mut value);
        set.records[at] = Record::of(value);
        set.lists.clear();
    }

    /// Sets one field of a record and the instant of its change.
    pub fn set(&mut self, entity: &str, id: &str, changed: &str, field: &str, value: impl Into<Value>) {
        self.change(entity, id, |record| {
            record[field] = value.into();
            record["ApiGewijzigdOp"] = changed.into();
        });
    }

    /// Takes a record away without a trace, as the service does not, but a broken one might.
    pub fn drop_record(&mut self, entity: &str, id: &str) {
        let set = self.sets.get_mut(entity).unwrap();
        let kept = std::mem::take(set).records;
        for record in kept.into_iter().filter(|record| record.id() != id.to_ascii_lowercase()) {
            set.by_id.insert(record.id(), u32::try_from(set.records.len()).unwrap());
            set.records.push(record);
        }
    }

    /// Gives a document its file.
    pub fn add_file(&mut self, id: &str, content_type: &str, bytes: Vec<u8>) {
        self.files.insert(id.to_ascii_lowercase(), (content_type.to_owned(), Arc::new(bytes)));
    }

    /// Returns the file of a document.
    pub fn file(&self, id: &str) -> Option<(String, Arc<Vec<u8>>)> {
        self.files.get(id).cloned()
    }

    /// Sorts GUIDs as SQL Server does, the last group first, instead of by their text.
    pub fn sort_as_sql_server(&mut self) {
        self.as_sql_server = true;
        self.sets.values_mut().for_each(|set| set.lists.clear());
    }

    /// Returns whether there is an entity set of a name.
    pub fn has(&self, entity: &str) -> bool {
        self.sets.contains_key(entity)
    }

    /// Returns the records of a set as they are now.
    pub fn all(&self, entity: &str) -> Vec<Arc<Record>> {
        self.sets.get(entity).map(|set| set.records.clone()).unwrap_or_default()
    }

    /// Returns the record with an Id.
    pub fn one(&self, entity: &str, id: &str) -> Option<Arc<Record>> {
        let set = self.sets.get(entity)?;
        Some(set.records[*set.by_id.get(&id.to_ascii_lowercase())? as usize].clone())
    }

    /// Returns the page that a query asks for.
    ///
    /// # Errors
    /// The filter compares a field with a literal of another type.
    pub fn page(&mut self, entity: &str, query: &mut Query) -> Result<Page, String> {
        let as_sql_server = self.as_sql_server;
        let Some(set) = self.sets.get_mut(entity) else { return Ok(Page::default()) };
        let bound = query.take_bound();
        let list = set.list(query, as_sql_server)?;
        let start = bound.map_or(0, |(bound, with)| {
            list.partition_point(|at| {
                let changed = set.records[*at as usize].changed;
                changed.is_none_or(|changed| if with { changed < bound } else { changed <= bound })
            })
        });
        let wanted = query.top.unwrap_or(usize::MAX);
        let from = list.len().min(start + query.skip);
        let until = list.len().min(from + PAGE.min(wanted));
        let left = wanted - (until - from);
        let more = until < list.len() && left > 0;
        Ok(Page {
            records: list[from..until].iter().map(|at| set.records[*at as usize].clone()).collect(),
            total: list.len() - start,
            next: more.then_some((query.skip + PAGE, query.top.map(|_| left))),
        })
    }
}

impl Set {
    /// Returns the places of the records that meet the filter, in the order asked.
    fn list(&mut self, query: &Query, as_sql_server: bool) -> Result<Arc<Vec<u32>>, String> {
        if let Some(id) = query.id() {
            return Ok(Arc::new(self.meeting(query, self.by_id.get(id).copied())?));
        }
        let key = format!("{:?} {:?}", query.filter, query.order);
        if let Some(list) = self.lists.get(&key) {
            return Ok(list.clone());
        }
        let mut list = self.meeting(query, 0..self.records.len() as u32)?;
        self.sort(&mut list, &query.order, as_sql_server);
        if self.lists.len() >= KEPT {
            self.lists.clear();
        }
        let list = Arc::new(list);
        self.lists.insert(key, list.clone());
        Ok(list)
    }

    fn meeting(&self, query: &Query, places: impl IntoIterator<Item = u32>) -> Result<Vec<u32>, String> {
        let mut list = Vec::new();
        for at in places {
            let value = &self.records[at as usize].value;
            if query.filter.iter().try_fold(true, |so_far, part| Ok::<_, String>(so_far && part.holds(value)?))? {
                list.push(at);
            }
        }
        Ok(list)
    }

    fn sort(&self, list: &mut [u32], order: &[(String, bool)], as_sql_server: bool) {
        if order.is_empty() {
            return;
        }
        list.sort_by_cached_key(|at| {
            let record = &self.records[*at as usize];
            let key = |(name, down): &(String, bool)| match (record.changed, name.as_str()) {
                (Some(changed), "ApiGewijzigdOp") => Key::turned(Key::Moment(changed), *down),
                _ => Key::turned(Key::of(record.value.get(name).unwrap_or(&Value::Null), as_sql_server), *down),
            };
            order.iter().map(key).collect::<Vec<_>>()
        });
    }
}

/// What a record is sorted by; null comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Null,
    Bool(bool),
    Number(i64),
    Moment(i64),
    Text(String),
    Down(std::cmp::Reverse<Box<Key>>),
}

impl Key {
    fn of(value: &Value, as_sql_server: bool) -> Key {
        match value {
            Value::Bool(flag) => Key::Bool(*flag),
            Value::Number(number) => Key::Number((number.as_f64().unwrap_or(0.0) * 1000.0) as i64),
            Value::String(text) if as_sql_server && is_guid(text) => Key::Text(last_group_first(text)),
            Value::String(text) => moment::ticks(text).map_or_else(|| Key::Text(text.clone()), Key::Moment),
            _ => Key::Null,
        }
    }

    fn turned(key: Key, down: bool) -> Key {
        if down { Key::Down(std::cmp::Reverse(Box::new(key))) } else { key }
    }
}

/// Returns the digits of a GUID in the order of their weight in SQL Server.
fn last_group_first(guid: &str) -> String {
    let guid = guid.to_ascii_lowercase();
    let groups: Vec<&str> = guid.split('-').collect();
    let backwards =
        |group: &str| (0..group.len() / 2).rev().map(|at| group[at * 2..at * 2 + 2].to_owned()).collect::<String>();
    [groups[4].to_owned(), groups[3].to_owned(), backwards(groups[2]), backwards(groups[1]), backwards(groups[0])]
        .concat()
}
