//! The server that stands in for the open data service: what it answers, and how it misbehaves.
#![allow(clippy::unwrap_used)]

#[path = "bron/mod.rs"]
mod bron;

use bron::Bron;
use bron::trouble::{Plan, Trouble};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// What came back: the head in small letters, the body out of its chunks, and whether the connection ended in the middle.
struct Got {
    head: String,
    body: Vec<u8>,
    cut: bool,
}

impl Got {
    fn status(&self) -> u16 {
        self.head.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// Returns a field of the records of a page.
    fn values(&self, field: &str) -> Vec<Value> {
        self.json()["value"].as_array().unwrap().iter().map(|record| record[field].clone()).collect()
    }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"/?&=$(),;-_.~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Asks for what stands below the root, or at an address that the server gave, and reads a megabyte at the most.
fn ask(bron: &Bron, what: &str) -> Got {
    let path = match what.strip_prefix(&bron.host()) {
        Some(path) => path.to_owned(),
        None => format!("/OData/v4/2.0/{}", escaped(what)),
    };
    let mut stream = TcpStream::connect(bron.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: proef\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut bytes);
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..at]).to_lowercase();
    let body = bytes.get(at + 4..).unwrap_or_default().to_vec();
    let mut got = Got { head, body, cut: false };
    match got.header("content-length").map(|length| length.parse::<usize>().unwrap()) {
        Some(length) => got.cut = got.body.len() < length,
        None => (got.body, got.cut) = out_of_chunks(&got.body),
    }
    got
}

fn out_of_chunks(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(at) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..at]).unwrap(), 16).unwrap();
        if length == 0 {
            return (body, false);
        }
        body.extend(rest.iter().skip(at + 2).take(length));
        rest = rest.get(at + 2 + length + 2..).unwrap_or_default();
    }
    (body, true)
}

fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

/// Returns cases that were changed a second after one another, the last first.
fn zaken(count: usize) -> Vec<Value> {
    let zaak = |number: usize| {
        let versie = json!({"Id": id(number), "ExterneIdentifier": format!("kst-36998-{number}"), "Versienummer": 1});
        json!({"Id": id(number), "Nummer": format!("2026Z{number:05}"), "Volgnummer": number, "Verwijderd": false,
            "Soort": if number.is_multiple_of(2) { "Motie" } else { "Brief regering" }, "Titel": "Vaarwegen 's winters", "Termijn": null,
            "ApiGewijzigdOp": bron::moment::written(17_000_000_000_000_000 + number as i64 * 10_000_000 + 1_234_567),
            "Document": [
                {"Id": id(number), "DocumentNummer": format!("2026D{number:05}"), "Verwijderd": false, "HuidigeDocumentVersie": versie},
                {"Id": id(number + 1), "DocumentNummer": "2026D99999", "Verwijderd": true}],
            "Kamerstukdossier": [{"Nummer": 36998, "Toevoeging": null}]})
    };
    (0..count).rev().map(zaak).collect()
}

fn count(bron: &Bron, filter: &str) -> usize {
    let got = ask(bron, &format!("Zaak?$filter={filter}"));
    assert_eq!(got.status(), 200, "{filter}: {}", String::from_utf8_lossy(&got.body));
    got.values("Id").len()
}

#[test]
fn filters_hold_as_the_service_reads_them() {
    let bron = Bron::start([("Zaak", zaken(10))]);
    let fifth = &bron.store(|store| store.one("Zaak", &id(5))).unwrap().value["ApiGewijzigdOp"].clone();
    let utc = fifth.as_str().unwrap();
    let ticks = bron::moment::ticks(utc).unwrap() + 36_000_000_000;
    let later = bron::moment::written(ticks).replace('Z', "+01:00");
    for (filter, expected) in [
        ("Soort eq 'Motie'", 5),
        ("Soort ne 'Motie'", 5),
        ("Titel eq 'Vaarwegen ''s winters'", 10),
        ("Verwijderd eq false and Volgnummer ge 8", 2),
        ("Volgnummer lt 2 or Volgnummer gt 8 and Soort eq 'Motie'", 2),
        ("(Volgnummer lt 2 or Volgnummer gt 7) and Soort eq 'Motie'", 2),
        ("Termijn eq null", 10),
        ("Afgedaan eq true", 0),
        ("Id eq 00000003-0000-4000-8000-000000000000", 1),
        (&format!("ApiGewijzigdOp ge {utc}"), 5),
        (&format!("ApiGewijzigdOp gt {utc}"), 4),
        (&format!("ApiGewijzigdOp le {later}"), 6),
        (&format!("ApiGewijzigdOp ge {utc}&$orderby=ApiGewijzigdOp asc"), 5),
        (&format!("ApiGewijzigdOp gt {later}&$orderby=ApiGewijzigdOp asc"), 4),
        ("Document/any(d: d/DocumentNummer eq '2026D00004' and d/Verwijderd eq false)", 1),
        ("Kamerstukdossier/any(d:d/Nummer eq 36998) and Volgnummer eq 2", 1),
        ("Kamerstukdossier/any(d: d/Nummer eq 36999)", 0),
    ] {
        assert_eq!(count(&bron, filter), expected, "{filter}");
    }
}

#[test]
fn what_the_service_does_not_read_is_refused() {
    let bron = Bron::start([("Zaak", zaken(3))]);
    for query in [
        "$filter=Id eq guid'00000001-0000-4000-8000-000000000000'",
        "$filter=Id eq '00000001-0000-4000-8000-000000000000'",
        "$filter=Verwijderd eq 'false'",
        "$filter=ApiGewijzigdOp ge 2025-01-01T00:00:00",
        "$filter=Soort = 'Motie'",
        "$filter=Soort eq 'Motie",
        "$filter=Soort eq 'Motie' and",
        "$filter=(Volgnummer eq 1",
        "$filter=Document/any(d: DocumentNummer eq 'x')",
        "$expand=Document($filter)",
        "$expand=Document($select=Id",
        "$orderby=Id up",
        "$apply=x",
        "$skip=-1",
    ] {
        let got = ask(&bron, &format!("Zaak?{query}"));
        assert_eq!(got.status(), 400, "{query}");
        assert!(got.json()["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{query}");
    }
    assert_eq!(ask(&bron, "Stemming").status(), 404);
    assert_eq!(ask(&bron, &format!("Zaak({})", id(9))).status(), 404);
}

#[test]
fn pages_lead_to_one_another_until_all_is_told() {
    let bron = Bron::start([("Zaak", zaken(600))]);
    let mut got = ask(
        &bron,
        "Zaak?$filter=Verwijderd eq false&$orderby=ApiGewijzigdOp asc,Id asc&$select=Id,Volgnummer&$count=true",
    );
    assert!(got.body.starts_with(b"{\"@odata.context\""));
    assert_eq!(got.json()["@odata.count"], 600);
    let mut all = got.values("Volgnummer");
    while let Some(next) = got.json()["@odata.nextLink"].as_str() {
        got = ask(&bron, next);
        assert_eq!(got.json()["value"][0].as_object().unwrap().len(), 2);
        all.extend(got.values("Volgnummer"));
    }
    assert_eq!(all, (0..600).map(Value::from).collect::<Vec<_>>());
    assert_eq!(bron.journal().of("Zaak"), 3);
    assert!(ask(&bron, "Zaak?$top=10&$skip=3").json().get("@odata.nextLink").is_none());
    assert!(ask(&bron, "Zaak?$top=300").json()["@odata.nextLink"].as_str().unwrap().contains("$skip=250&$top=50"));
    assert_eq!(ask(&bron, "Zaak?$top=2&$orderby=Volgnummer desc").values("Volgnummer"), [599, 598]);
}

#[test]
fn what_lies_behind_a_record_comes_where_it_is_expanded() {
    let bron = Bron::start([("Zaak", zaken(2)), ("Document", Vec::new())]);
    let plain = ask(&bron, &format!("Zaak({})", id(1)));
    assert!(plain.json().get("Document").is_none() && plain.json()["Nummer"] == "2026Z00001");
    let expand = "Document($filter=Verwijderd eq false;$select=DocumentNummer;$expand=HuidigeDocumentVersie($select=ExterneIdentifier)),Besluit";
    let record = ask(&bron, &format!("Zaak({})?$expand={expand}", id(1))).json();
    let document =
        json!([{"DocumentNummer": "2026D00001", "HuidigeDocumentVersie": {"ExterneIdentifier": "kst-36998-1"}}]);
    assert_eq!((&record["Document"], &record["Besluit"]), (&document, &json!([])));
    bron.store(|store| store.add_file(&id(1), "application/pdf", b"%PDF-1.7".to_vec()));
    let file = ask(&bron, &format!("Document({})/Resource", id(1)));
    assert_eq!((file.header("content-type"), &file.body[..]), (Some("application/pdf"), &b"%PDF-1.7"[..]));
    assert_eq!(ask(&bron, &format!("Document({})/resource", id(2))).status(), 404);
}

#[test]
fn records_change_between_two_answers() {
    let bron = Bron::start([("Zaak", zaken(3))]);
    bron.after(1, |store| {
        store.set("Zaak", &id(0), "2026-03-01T08:00:00.1234567Z", "Verwijderd", true);
        store.add("Zaak", json!({"Id": id(7), "Volgnummer": 7, "ApiGewijzigdOp": "2026-03-01T08:00:00.1234568Z"}));
    });
    let asked = "Zaak?$orderby=ApiGewijzigdOp asc,Id asc";
    assert_eq!(ask(&bron, asked).values("Volgnummer"), [0, 1, 2]);
    assert_eq!(ask(&bron, asked).values("Volgnummer"), [1, 2, 0, 7]);
    bron.store(|store| store.drop_record("Zaak", &id(1)));
    assert_eq!(ask(&bron, asked).values("Volgnummer"), [2, 0, 7]);
}

#[test]
fn trouble_comes_at_the_request_it_is_planned_for() {
    let bron = Bron::start([("Zaak", zaken(300))]);
    let with = |trouble: Trouble| {
        bron.plan(Plan::new().always(trouble));
        ask(&bron, "Zaak?$orderby=Volgnummer asc&$select=Volgnummer")
    };
    assert_eq!(with(Trouble::Status(502)).status(), 502);
    assert_eq!(with(Trouble::RetryAfter(503, 7)).header("retry-after"), Some("7"));
    assert!(with(Trouble::RetryAt(429, 7)).header("retry-after").is_some_and(|date| date.ends_with(" gmt")));
    for trouble in [Trouble::Cut, Trouble::CutChunked] {
        let got = with(trouble);
        assert!(got.cut && got.status() == 200 && !got.body.is_empty());
    }
    assert_eq!(with(Trouble::Closed).head, "");
    assert_eq!(with(Trouble::OtherPage).values("Volgnummer")[0], 250);
    assert_eq!(with(Trouble::Reversed).values("Volgnummer")[0], 249);
    assert!(serde_json::from_slice::<Value>(&with(Trouble::Broken).body).is_err());
    assert!(with(Trouble::Html).body.starts_with(b"<!DOCTYPE"));
    let location = with(Trouble::Redirect("http://elders.invalid".into()));
    assert!(location.header("location").is_some_and(|to| to.starts_with("http://elders.invalid/odata")));
    let next = with(Trouble::NextAway("http://elders.invalid".into())).json()["@odata.nextLink"].clone();
    assert!(next.as_str().is_some_and(|to| to.starts_with("http://elders.invalid/OData")));
    assert_eq!(with(Trouble::WrongType("text/plain".into())).header("content-type"), Some("text/plain"));
    assert!(with(Trouble::Endless).cut);
    assert!(with(Trouble::EndlessHead).head.len() > 500_000);
    let started = Instant::now();
    assert_eq!(with(Trouble::Drip(1000, Duration::from_millis(20))).values("Volgnummer").len(), 250);
    assert!(started.elapsed() > Duration::from_millis(60));
}

#[test]
fn a_packed_body_unpacks_to_what_it_was_or_to_a_bomb() {
    let bron = Bron::start([("Zaak", zaken(300))]);
    let unpacked = |got: Got| {
        assert_eq!(got.header("content-encoding"), Some("gzip"));
        let mut out = Vec::new();
        flate2::read::GzDecoder::new(&got.body[..]).read_to_end(&mut out).unwrap();
        out
    };
    let plain = ask(&bron, "Zaak?$top=2").body;
    bron.plan(Plan::new().always(Trouble::Packed));
    assert_eq!(unpacked(ask(&bron, "Zaak?$top=2")), plain);
    bron.plan(Plan::new().always(Trouble::Bomb(20)));
    let got = ask(&bron, "Zaak");
    assert!(got.body.len() < 200_000);
    assert_eq!(unpacked(got).len(), (20 << 20) + 12);
}

#[test]
fn a_page_is_repeated_and_a_request_hangs() {
    let bron = Bron::start([("Zaak", zaken(300))]);
    bron.plan(Plan::new().at_of("Zaak", 2, Trouble::Repeated).at(3, Trouble::Hang));
    let first = ask(&bron, "Zaak?$select=Id").body;
    assert_eq!(ask(&bron, "Zaak?$select=Id&$skip=250").body, first);
    let mut stream = TcpStream::connect(bron.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    stream.write_all(b"GET /OData/v4/2.0/Zaak HTTP/1.1\r\n\r\n").unwrap();
    assert!(stream.read(&mut [0; 9]).is_err(), "an answer came");
    assert_eq!(ask(&bron, "Zaak").status(), 200);
    let journal = bron.journal();
    assert_eq!((journal.most_at_once, journal.requests[2].status, journal.requests[2].took), (2, 0, None));
    assert_eq!(journal.requests[3].header("user-agent"), Some("proef"));
}

#[test]
fn chance_is_the_same_on_every_run_and_lets_a_client_get_on() {
    let plan = Plan::new().by_chance(5, &[(Trouble::Cut, 0.3), (Trouble::Status(500), 0.2)]);
    let troubles: Vec<_> = (1..=2000).map(|request| plan.trouble(request, "Zaak", request, 0)).collect();
    assert_eq!(troubles, (1..=2000).map(|request| plan.trouble(request, "Zaak", request, 0)).collect::<Vec<_>>());
    let share = |trouble| troubles.iter().filter(|own| **own == trouble).count();
    assert!((540..660).contains(&share(Some(Trouble::Cut))) && (340..460).contains(&share(Some(Trouble::Status(500)))));
    let bron = Bron::start([("Zaak", zaken(1))]);
    bron.plan(Plan::new().by_chance(1, &[(Trouble::Status(500), 1.0)]).at_most_in_a_row(2));
    let status: Vec<_> = (0..6).map(|_| ask(&bron, "Zaak").status()).collect();
    assert_eq!(status, [500, 500, 200, 500, 500, 200]);
}

#[test]
fn one_connection_carries_several_requests() {
    let bron = Bron::start([("Zaak", zaken(1))]);
    let mut stream = TcpStream::connect(bron.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    for _ in 0..3 {
        stream.write_all(b"GET /OData/v4/2.0/Zaak HTTP/1.1\r\n\r\n").unwrap();
        let (mut seen, mut byte) = (Vec::new(), [0]);
        while !seen.ends_with(b"]}") {
            stream.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
    }
    let journal = bron.journal();
    assert_eq!((journal.requests.len(), journal.connections, journal.most_at_once), (3, 1, 1));
}

#[test]
fn guids_can_be_sorted_as_sql_server_does() {
    let sets =
        ["01000000-0000-4000-8000-000000000002", "02000000-0000-4000-8000-000000000001"].map(|id| json!({"Id": id}));
    let bron = Bron::start([("Zaak", sets.to_vec())]);
    let first = || ask(&bron, "Zaak?$orderby=Id").values("Id")[0].as_str().unwrap().starts_with("01");
    assert!(first());
    bron.store(bron::store::Store::sort_as_sql_server);
    assert!(!first());
}
