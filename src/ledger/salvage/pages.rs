//! The pages of a register's file, read as they lie on the disk: SQLite never opens a file that is damaged or that a stranger sent.
//!
//! What was written last may stand beside the file (`-wal`); of that only what was committed whole, and whose sums are right, counts.

use super::super::place::beside;
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// How often each page may be read as one on which a row goes on: every table is gone through a few times.
const TAILS: u64 = 16;

/// A page of a file, by its number from 1.
pub(super) type PageNo = u32;

/// The pages of a file and of what stands beside it.
pub(super) struct Pages {
    file: File,
    beside: Option<File>,
    /// Where the newest of a page stands in the file beside it.
    newer: HashMap<PageNo, u64>,
    size: usize,
    /// How much of a page holds cells.
    pub(super) usable: usize,
    /// How many there are.
    pub(super) count: PageNo,
    /// How many pages that go on from others may still be read: rows that all claim the same long tail would take for ever.
    tails: u64,
}

impl Pages {
    /// Opens a file for reading alone.
    ///
    /// Errors: it cannot be read, or is no file.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let unreadable = |cause: std::io::Error| {
            Error::input(format!("cannot be read ({cause})")).in_file(path).hint("name the damaged register")
        };
        if !path.metadata().map_err(unreadable)?.is_file() {
            return Err(Error::input("is no file").in_file(path).hint("name the damaged register"));
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
        let mut head = [0u8; 100];
        let _ = read_at(&mut file, 0, &mut head);
        let (size, reserved) = measures(&head);
        let mut pages =
            Self { file, beside: None, newer: HashMap::new(), size, usable: size - reserved, count: 0, tails: 0 };
        pages.count = PageNo::try_from(length.div_ceil(size as u64)).unwrap_or(PageNo::MAX);
        let log = beside(path, "-wal");
        if log.metadata().is_ok_and(|about| about.is_file() && about.len() > 32) {
            pages.overlay(File::open(log).map_err(unreadable)?);
        }
        pages.tails = u64::from(pages.count) * TAILS + 1000;
        Ok(pages)
    }

    /// Reads a page; what the file lacks of it is empty.
    pub(super) fn read(&mut self, page: PageNo) -> Option<Vec<u8>> {
        if page == 0 || page > self.count {
            return None;
        }
        let mut bytes = vec![0u8; self.size];
        let read = match (self.newer.get(&page), &mut self.beside) {
            (Some(at), Some(beside)) => read_at(beside, *at, &mut bytes),
            _ => read_at(&mut self.file, u64::from(page - 1) * self.size as u64, &mut bytes),
        };
        read.ok().map(|()| bytes)
    }

    /// Reads a page on which a row goes on.
    pub(super) fn read_tail(&mut self, page: PageNo) -> Option<Vec<u8>> {
        self.tails = self.tails.checked_sub(1)?;
        self.read(page)
    }

    /// Lays what was committed beside the file over its pages.
    fn overlay(&mut self, mut log: File) {
        let mut head = [0u8; 32];
        if read_at(&mut log, 0, &mut head).is_err() {
            return;
        }
        let magic = word(&head, 0);
        if magic & !1 != 0x377f_0682 || word(&head, 8) as usize != self.size {
            return;
        }
        let mut sum = Sum { big: magic & 1 == 1, one: 0, two: 0 };
        sum.add(&head[..24]);
        if (sum.one, sum.two) != (word(&head, 24), word(&head, 28)) {
            return;
        }
        let mut most = self.count;
        let mut waiting: Vec<(PageNo, u64)> = Vec::new();
        let mut frame = vec![0u8; 24 + self.size];
        let mut at = 32u64;
        // A frame that is cut off is not a frame.
        while log.seek(SeekFrom::Start(at)).is_ok() && log.read_exact(&mut frame).is_ok() {
            sum.add(&frame[..8]);
            sum.add(&frame[24..]);
            if frame[8..16] != head[16..24] || (sum.one, sum.two) != (word(&frame, 16), word(&frame, 20)) {
                break;
            }
            waiting.push((word(&frame, 0), at + 24));
            // Each frame adds one page at the most, whatever it says.
            most = most.saturating_add(1);
            // A frame that ends a transaction says how many pages there are then.
            if word(&frame, 4) != 0 {
                self.newer.extend(waiting.drain(..));
                self.count = word(&frame, 4).min(most);
            }
            at += frame.len() as u64;
        }
        self.beside = Some(log);
    }
}

/// Returns the size of a page and what is kept free at its end; those of a register where the head does not say.
fn measures(head: &[u8; 100]) -> (usize, usize) {
    let said = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65536,
        said => usize::from(said),
    };
    let known = head.starts_with(b"SQLite format 3\0") && said.is_power_of_two() && said >= 512;
    if known && head[20] <= 32 { (said, usize::from(head[20])) } else { (4096, 0) }
}

/// The sum that runs through what stands beside a file.
struct Sum {
    big: bool,
    one: u32,
    two: u32,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks_exact(8) {
            let number = |at: usize| {
                let bytes = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
                if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
            };
            let (first, second) = (number(0), number(4));
            self.one = self.one.wrapping_add(first).wrapping_add(self.two);
            self.two = self.two.wrapping_add(second).wrapping_add(self.one);
        }
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Reads as much as there is.
fn read_at(file: &mut File, at: u64, into: &mut [u8]) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    let mut filled = 0;
    while filled < into.len() {
        match file.read(&mut into[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(())
}

/// Returns the hash of a file's bytes.
pub(super) fn hash_of(path: &Path) -> Result<String> {
    let unreadable = |cause: std::io::Error| {
        Error::input(format!("cannot be read ({cause})")).in_file(path).hint("name the damaged register")
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut hash, mut bytes) = (Sha256::new(), vec![0u8; 1 << 16]);
    loop {
        match file.read(&mut bytes).map_err(unreadable)? {
            0 => break,
            read => hash.update(&bytes[..read]),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
