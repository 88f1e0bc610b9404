//! Rows as they lie on pages: tables found by their trees, and what lies on pages that no tree leads to any more.

use super::pages::{PageNo, Pages};
use rusqlite::types::Value;
use std::collections::{BTreeMap, HashSet};

/// The largest row that is read: more than any letter.
const LARGEST: usize = 256 << 20;

/// Where a row lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    page: PageNo,
    cell: u16,
}

/// A row: its number, where it has one, and its cells.
pub(super) type Found = (Option<i64>, Vec<Value>);

/// The rows of a file, by where they lie.
#[derive(Default)]
pub(super) struct Map {
    /// Those of each table that a tree leads to.
    pub(super) tables: BTreeMap<String, Vec<Spot>>,
    /// Those on pages of tables that no tree leads to: a page above them is damaged, or they were deleted.
    pub(super) loose: Vec<Spot>,
    /// How many pages of each table cannot be read.
    pub(super) damaged: BTreeMap<String, usize>,
}

impl Map {
    /// Finds every row of a file.
    pub(super) fn of(pages: &mut Pages) -> Self {
        let mut map = Self::default();
        let mut seen = HashSet::new();
        let mut shape = Vec::new();
        walk(pages, 1, &mut seen, &mut shape);
        for spot in shape {
            let Some((_, cells)) = row(pages, spot) else { continue };
            let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), ..] = cells.as_slice() else {
                continue;
            };
            let Ok(root) = PageNo::try_from(*root) else { continue };
            let mut spots = Vec::new();
            let damaged = if root == 0 { 0 } else { walk(pages, root, &mut seen, &mut spots) };
            if kind == "table" {
                map.tables.entry(name.clone()).or_default().extend(spots);
                *map.damaged.entry(name.clone()).or_default() += damaged;
            }
        }
        for page in (1..=pages.count).filter(|page| !seen.contains(page)) {
            if let Some(bytes) = pages.read(page).filter(|bytes| bytes.first() == Some(&0x0d)) {
                map.loose.extend(spots_of(page, &bytes));
            }
        }
        map
    }
}

fn spots_of(page: PageNo, bytes: &[u8]) -> impl Iterator<Item = Spot> + use<> {
    let count = number(bytes, head_of(page) + 3).unwrap_or(0);
    // A page of the largest size holds no more cells than this, whatever it says.
    (0..count.min(16_384)).map(move |cell| Spot { page, cell })
}

fn head_of(page: PageNo) -> usize {
    if page == 1 { 100 } else { 0 }
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?, *bytes.get(at + 2)?, *bytes.get(at + 3)?]))
}

/// Walks a tree from its root, collects where its rows lie, and returns how many of its pages are none of a tree.
fn walk(pages: &mut Pages, root: PageNo, seen: &mut HashSet<PageNo>, spots: &mut Vec<Spot>) -> usize {
    let (mut open, mut damaged) = (vec![root], 0);
    while let Some(page) = open.pop() {
        // A page is part of one tree, once; whoever leads to it again is damaged.
        if !seen.insert(page) {
            damaged += 1;
            continue;
        }
        let Some(bytes) = pages.read(page) else {
            damaged += 1;
            continue;
        };
        let head = head_of(page);
        match bytes[head] {
            0x0d | 0x0a => spots.extend(spots_of(page, &bytes)),
            kind @ (0x05 | 0x02) => {
                // Of an index the rows between two pages lie on the page above them.
                if kind == 0x02 {
                    spots.extend(spots_of(page, &bytes));
                }
                let below = spots_of(page, &bytes).filter_map(|spot| {
                    let at = usize::from(number(&bytes, head + 12 + 2 * usize::from(spot.cell))?);
                    long(&bytes, at)
                });
                open.extend(below.chain(long(&bytes, head + 8)));
            }
            _ => {
                // It may be a page of another kind, and then what lies on it is looked for by itself.
                seen.remove(&page);
                damaged += 1;
            }
        }
        if open.len() > pages.count as usize * 2 {
            break;
        }
    }
    damaged
}

/// Reads the row that lies somewhere; none where it is damaged.
pub(super) fn row(pages: &mut Pages, spot: Spot) -> Option<Found> {
    let bytes = pages.read(spot.page)?;
    let head = head_of(spot.page);
    let kind = *bytes.get(head)?;
    let array = head + if kind == 0x02 { 12 } else { 8 };
    let mut at = usize::from(number(&bytes, array + 2 * usize::from(spot.cell))?);
    if kind == 0x02 {
        at += 4;
    }
    let length = usize::try_from(varint(&bytes, &mut at)?).ok().filter(|length| *length <= LARGEST)?;
    let rowid = if kind == 0x0d { Some(varint(&bytes, &mut at)?) } else { None };
    let payload = payload(pages, &bytes, at, length, kind == 0x0d)?;
    Some((rowid, record(&payload)?))
}

/// Reads what a cell holds, with what lies on further pages.
fn payload(pages: &mut Pages, bytes: &[u8], at: usize, length: usize, of_table: bool) -> Option<Vec<u8>> {
    let usable = pages.usable;
    let most = if of_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
    if length <= most {
        return bytes.get(at..at + length).map(<[u8]>::to_vec);
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let here = least + (length - least) % (usable - 4);
    let here = if here <= most { here } else { least };
    let mut payload = bytes.get(at..at + here)?.to_vec();
    let mut next = long(bytes, at + here)?;
    while payload.len() < length {
        let page = pages.read_tail(next)?;
        next = long(&page, 0)?;
        let rest = (length - payload.len()).min(usable - 4);
        payload.extend_from_slice(page.get(4..4 + rest)?);
    }
    Some(payload)
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut number = 0u64;
    for place in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if place == 8 {
            return Some((number << 8 | u64::from(byte)).cast_signed());
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number.cast_signed())
}

/// Reads the cells of a record; none where it does not add up, or its words are none.
fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let head = usize::try_from(varint(payload, &mut at)?).ok().filter(|head| *head <= payload.len())?;
    let (mut cells, mut body) = (Vec::new(), head);
    while at < head {
        let kind = usize::try_from(varint(payload, &mut at)?).ok()?;
        let width = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => (kind - 12) / 2,
        };
        let cell = payload.get(body..body.checked_add(width)?)?;
        body += width;
        cells.push(match kind {
            0 => Value::Null,
            8 | 9 => Value::Integer(i64::from(kind == 9)),
            7 => Value::Real(f64::from_be_bytes(cell.try_into().ok()?)),
            1..=6 => Value::Integer(integer(cell)),
            _ if kind % 2 == 1 => Value::Text(String::from_utf8(cell.to_vec()).ok()?),
            _ => Value::Blob(cell.to_vec()),
        });
    }
    (body == payload.len()).then_some(cells)
}

fn integer(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes a file of pages of 512 bytes: of each its kind, the last page below it, and its one cell.
    fn file(pages: &[(u8, u32, &[u8])]) -> tempfile::NamedTempFile {
        let mut bytes = Vec::new();
        for (at, (kind, last, cell)) in pages.iter().enumerate() {
            let mut page = vec![0u8; 512];
            let head = if at == 0 { 100 } else { 0 };
            if at == 0 {
                page[..16].copy_from_slice(b"SQLite format 3\0");
                page[16..18].copy_from_slice(&512u16.to_be_bytes());
            }
            page[head] = *kind;
            page[head + 3..head + 5].copy_from_slice(&1u16.to_be_bytes());
            page[head + 8..head + 12].copy_from_slice(&last.to_be_bytes());
            let array = head + if *kind == 0x0d { 8 } else { 12 };
            page[array..array + 2].copy_from_slice(&300u16.to_be_bytes());
            page[300..300 + cell.len()].copy_from_slice(cell);
            bytes.extend(page);
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    #[test]
    fn pages_that_lead_to_each_other_come_to_an_end() {
        let file = file(&[(0x05, 2, &[0, 0, 0, 1, 1]), (0x05, 1, &[0, 0, 0, 2, 1]), (0x0d, 0, &[])]);
        let mut pages = Pages::open(file.path()).unwrap();
        let map = Map::of(&mut pages);
        assert!(map.tables.is_empty());
        assert_eq!(map.loose.len(), 1);
    }

    #[test]
    fn a_row_without_end_is_none() {
        // It claims 33 MB, which go on on page 3, and from there on page 3.
        let mut cell = vec![0x8f, 0xff, 0xff, 0x7f, 1];
        cell.extend([0u8; 39]);
        cell.extend(3u32.to_be_bytes());
        let file = file(&[(0x0d, 0, &[]), (0x0d, 0, &cell), (0, 0, &[])]);
        let mut bytes = std::fs::read(file.path()).unwrap();
        bytes[1024..1028].copy_from_slice(&3u32.to_be_bytes());
        std::fs::write(file.path(), bytes).unwrap();
        let mut pages = Pages::open(file.path()).unwrap();
        assert_eq!(row(&mut pages, Spot { page: 2, cell: 0 }), None);
        assert_eq!(pages.read_tail(3), None, "it was followed until no more was allowed");
        let begun = std::time::Instant::now();
        for _ in 0..1000 {
            assert_eq!(row(&mut pages, Spot { page: 2, cell: 0 }), None);
        }
        assert!(begun.elapsed().as_secs() < 20);
    }

    #[test]
    fn numbers_of_every_width_are_read() {
        assert_eq!(integer(&[0xff]), -1);
        assert_eq!(integer(&[0x7f, 0xff]), 32767);
        assert_eq!(integer(&[0x80, 0, 0, 0, 0, 0, 0, 0]), i64::MIN);
        let mut at = 0;
        assert_eq!(varint(&[0xff; 9], &mut at), Some(-1));
        assert_eq!(varint(&[0x81, 0x00], &mut 0), Some(128));
        assert_eq!(varint(&[0x81], &mut 0), None);
        assert_eq!(record(&[3, 1, 15, 5, b'a']), Some(vec![Value::Integer(5), Value::Text("a".into())]));
        assert_eq!(record(&[3, 1, 15, 5]), None);
    }
}
