//! How a file is damaged: cut off, turned bit by bit, a part of another put into it, words put into it that are made to do harm.

/// Numbers that are the same on every run (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }

    fn word(&mut self) -> &'static [u8] {
        WORDS[self.below(WORDS.len())]
    }
}

/// Words that have broken readers of others, and those that formats and places where words end up give a meaning of their own.
const WORDS: &[&[u8]] = &[
    b"\0",
    b"\x1b[2J",
    b"\x1b]0;titel\x07",
    b"\r",
    b"\n",
    b"\r\n",
    b"\t",
    b"\"",
    b"'",
    b"\\",
    b";",
    b",",
    b":",
    b"|",
    b"#",
    b"<",
    b">",
    b"&",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b")",
    b"%",
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    "\u{2066}".as_bytes(),
    "\u{ad}".as_bytes(),
    "\u{200b}".as_bytes(),
    "e\u{301}".as_bytes(),
    "\u{130}".as_bytes(),
    "\u{df}".as_bytes(),
    "\u{fb01}".as_bytes(),
    "\u{ffff}".as_bytes(),
    "\u{1f6a4}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{a0}".as_bytes(),
    "\u{663}".as_bytes(),
    b"=1+1",
    b"@SUM(A1)",
    b"-",
    b"+",
    b"'; DROP TABLE event; --",
    b"<script>",
    b"../../etc/passwd",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b"0",
    b"-1",
    b"1e999",
    b"4294967296",
    b"18446744073709551616",
    b"-9223372036854775809",
    b"0.1",
    b"\\u0000",
    b"\\ud800",
    b"31-02-2025",
    b"2025-02-30",
    b"0001-01-01",
    b"9999-12-31",
    b"262143-01-01",
    b"29 februari",
    b"1 januari 99999",
    b"over 4000000000 weken",
    b"binnen 99999 jaar",
    b"36998-12",
    b"36 998, nr. 12",
    b"TZ202504-031",
    b"2025Z99001",
    b"toezegging",
    b"motie van het lid Smit",
    b"afgedaan",
    b"jaarlijks",
    b"voor de zomer",
    b"{% include 'x' %}",
    b"{{ 'x' * 99999 }}",
    b"OR",
    b"NEAR(",
    b"*",
    b"\"*",
];

/// Damages a file in one to four ways.
pub(crate) fn mutated(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut made = once(bytes, other, random);
    for _ in 0..random.below(4) {
        made = once(&made, other, random);
    }
    made
}

fn once(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let at = random.below(bytes.len() + 1);
    let end = (at + 1 + random.below(40)).min(bytes.len());
    let put = |what: &[u8], until: usize| [&bytes[..at], what, &bytes[until..]].concat();
    match random.below(9) {
        0 => bytes[..at.max(1).min(bytes.len())].to_vec(),
        1 if !bytes.is_empty() => flipped(bytes, random),
        2 | 3 => put(random.word(), at),
        4 => put(random.word(), end),
        5 => put(&random.word().repeat(1 + random.below(3000)), at),
        // A part of its own comes twice, or is left out.
        6 => put(&bytes[at..end], at),
        7 => put(b"", end),
        _ => {
            let from = random.below(other.len());
            let until = other.len().min(from + random.below(4096));
            put(&other[from..until], (at + random.below(2) * (until - from)).min(bytes.len()))
        }
    }
}

fn flipped(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    for _ in 0..=random.below(60) {
        flipped[random.below(bytes.len())] ^= 1 << random.below(8);
    }
    flipped
}
