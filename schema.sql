-- The register of gestand, as SQLite keeps it. Dates are YYYY-MM-DD, moments are UTC.
-- Events are the truth and only grow; `standing` is what they add up to and can always be rebuilt (gestand check).

-- What this register is: its name, its rule (ontvangst or besluit), the schema it was made with.
CREATE TABLE register (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A letter as it was read. "Brief" in the Chamber's words; its text is the evidence, so it never changes.
CREATE TABLE document (
    id       INTEGER PRIMARY KEY,
    sha256   TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    name     TEXT NOT NULL,
    chamber  TEXT,
    dossier  TEXT,
    nummer   TEXT,
    date     TEXT CHECK (date IS NULL OR date IS date(date)),
    senders  TEXT NOT NULL CHECK (json_valid(senders)),
    subject  TEXT,
    text     TEXT NOT NULL
) STRICT;

-- A sentence of a document that proves something. The trigger below holds it to the document's own letters.
CREATE TABLE evidence (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    start    INTEGER NOT NULL CHECK (start >= 0),
    line     INTEGER NOT NULL CHECK (line >= 1),
    -- Where it starts in the original: {"page":{"page":3,"line":12}}; none where that is plain text.
    place    TEXT CHECK (place IS NULL OR json_valid(place)),
    quote    TEXT NOT NULL CHECK (quote <> '')
) STRICT;

CREATE INDEX evidence_of_document ON evidence (document, start);

-- Words that may stand in a column are compared one by one: for IN with more than two SQLite makes a table anew for every row.

-- What happened to an item, in one sequence for the whole register, each chained by hash to the one before.
CREATE TABLE event (
    seq       INTEGER PRIMARY KEY CHECK (seq >= 1),
    item      INTEGER NOT NULL,
    kind      TEXT NOT NULL CHECK (kind = 'entered' OR kind = 'source-changed' OR kind = 'status-set'
                           OR kind = 'termijn-set' OR kind = 'reported' OR kind = 'acted' OR kind = 'instance-kept' OR kind = 'related'
                           OR kind = 'undone'),
    effective TEXT NOT NULL CHECK (effective IS date(effective)),
    recorded  TEXT NOT NULL,
    actor     TEXT NOT NULL CHECK (actor <> ''),
    evidence  INTEGER REFERENCES evidence (id),
    body      TEXT NOT NULL CHECK (json_valid(body)),
    hash      TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX event_of_item ON event (item, seq);
-- What items have to do with one another is told by events alone; this finds those of the other item.
CREATE INDEX event_related ON event (json_extract(body, '$.to')) WHERE kind = 'related';
-- What debates and votes did with moties, by the day of the debate.
CREATE INDEX event_acted ON event (effective) WHERE kind = 'acted';

-- Where each item stands today. "status" is ours; "bronstatus" is the source's own word; "besluit" is the Chamber's;
-- how the term stands ("termijnstand") depends on the day and is never stored.
CREATE TABLE standing (
    no                 INTEGER PRIMARY KEY,
    kind               TEXT NOT NULL CHECK (kind IN ('toezegging', 'motie')),
    subject            TEXT NOT NULL,
    text               TEXT NOT NULL,
    nummers            TEXT NOT NULL CHECK (json_valid(nummers)),
    chamber            TEXT,
    made_on            TEXT CHECK (made_on IS NULL OR made_on IS date(made_on)),
    debat_soort        TEXT,
    debat_onderwerp    TEXT,
    debat_datum        TEXT CHECK (debat_datum IS NULL OR debat_datum IS date(debat_datum)),
    debat_nummer       TEXT,
    made_by            TEXT,
    responsible        TEXT,
    submitters         TEXT NOT NULL CHECK (json_valid(submitters)),
    submitter_keys     TEXT NOT NULL,
    fracties           TEXT CHECK (fracties IS NULL OR json_valid(fracties)),
    cs                 INTEGER NOT NULL CHECK (cs IN (0, 1)),
    -- 1 gewijzigde motie, 2 nader gewijzigde, and so on.
    gewijzigd          INTEGER NOT NULL CHECK (gewijzigd BETWEEN 0 AND 9),
    -- The number within the dossier; the motie it replaces, by number; and the one that took its place.
    volgnummer         TEXT,
    replaces           TEXT,
    replaced_by        INTEGER,
    besluit            TEXT CHECK (besluit = 'ingediend' OR besluit = 'aangehouden' OR besluit = 'gestaakt' OR besluit = 'ingetrokken'
                           OR besluit = 'vervangen' OR besluit = 'overgenomen' OR besluit = 'aangenomen'
                           OR besluit = 'verworpen' OR besluit = 'vervallen'),
    bronstatus         TEXT,
    bronstatus_source  TEXT,
    bronstatus_day     TEXT,
    -- How the source says it was made good: a day, and letters that nobody may have read.
    nakoming           TEXT CHECK (nakoming IS NULL OR json_valid(nakoming)),
    source_status      TEXT NOT NULL,
    source_termijn     TEXT CHECK (source_termijn IS NULL OR json_valid(source_termijn)),
    status             TEXT NOT NULL CHECK (status = 'openstaand' OR status = 'in_behandeling' OR status = 'deels_afgedaan'
                           OR status = 'afdoening_voorgesteld' OR status = 'afgedaan' OR status = 'niet_uitgevoerd'
                           OR status = 'vervallen' OR status = 'onbekend'),
    since              TEXT NOT NULL CHECK (since IS date(since)),
    status_seq         INTEGER NOT NULL,
    decided            INTEGER NOT NULL CHECK (decided IN (0, 1)),
    evidence           INTEGER,
    termijn_text       TEXT,
    termijn_earliest   TEXT CHECK (termijn_earliest IS NULL OR termijn_earliest IS date(termijn_earliest)),
    termijn_last       TEXT CHECK (termijn_last IS NULL OR termijn_last IS date(termijn_last)),
    termijn_precision  TEXT,
    termijn_rule       TEXT,
    -- Of a term that comes back: after how many months, and how many instances were kept.
    termijn_herhaling  INTEGER CHECK (termijn_herhaling BETWEEN 1 AND 24),
    postponed          INTEGER NOT NULL CHECK (postponed >= 0),
    kept               INTEGER NOT NULL CHECK (kept >= 0),
    last_seq           INTEGER NOT NULL
) STRICT;

CREATE INDEX standing_by_status ON standing (status, termijn_last);
-- What is owed, and what would be if it were known that the Chamber carried it: of the whole register these are few.
CREATE INDEX standing_owed ON standing (no)
WHERE (status = 'openstaand' OR status = 'in_behandeling' OR status = 'deels_afgedaan' OR status = 'afdoening_voorgesteld') AND (kind = 'toezegging' OR besluit = 'aangenomen' OR besluit = 'overgenomen' OR (besluit IS NULL AND (termijn_text IS NOT NULL OR decided = 1)));
CREATE INDEX standing_besluit_unknown ON standing (no)
WHERE (status = 'openstaand' OR status = 'in_behandeling' OR status = 'deels_afgedaan' OR status = 'afdoening_voorgesteld') AND (kind = 'motie' AND besluit IS NULL AND termijn_text IS NULL AND decided = 0);
CREATE INDEX standing_by_made_on ON standing (made_on);
CREATE INDEX standing_by_debat ON standing (debat_datum);
CREATE INDEX standing_by_place ON standing (volgnummer, text, subject) WHERE volgnummer IS NOT NULL;
-- Promises heard in a debate that wait for the Chamber's own number.
CREATE INDEX standing_waiting ON standing (no) WHERE kind = 'toezegging' AND nummers = '[]';
CREATE INDEX standing_that_replaces ON standing (no) WHERE replaces IS NOT NULL;
CREATE INDEX standing_replaced ON standing (replaced_by) WHERE replaced_by IS NOT NULL;

-- Every number by which an item is known, in its one written form; one number is one item.
CREATE TABLE nummer (
    key  TEXT PRIMARY KEY,
    item INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX nummer_of_item ON nummer (item);

-- The words of each item (they stand in standing; this only finds them), for search and for finding what a letter names without its number.
CREATE VIRTUAL TABLE item_words USING fts5 (
    subject, text, nummers,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);

-- The debates of the Chamber ("Activiteit" in its open data), so that a letter's "commissiedebat van 24 april" is found.
CREATE TABLE debat (
    id        INTEGER PRIMARY KEY,
    nummer    TEXT UNIQUE,
    soort     TEXT,
    onderwerp TEXT NOT NULL,
    datum     TEXT CHECK (datum IS NULL OR datum IS date(datum)),
    status    TEXT NOT NULL,
    commissie TEXT
) STRICT;

CREATE INDEX debat_by_datum ON debat (datum);

CREATE VIRTUAL TABLE debat_words USING fts5 (
    onderwerp,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);

-- The committees of the Chamber. Short names are used again over time; the number is not.
CREATE TABLE commissie (
    nummer    TEXT PRIMARY KEY,
    afkorting TEXT,
    naam      TEXT NOT NULL,
    van       TEXT CHECK (van IS NULL OR van IS date(van)),
    tot       TEXT CHECK (tot IS NULL OR tot IS date(tot))
) STRICT, WITHOUT ROWID;

-- The names of members and parties behind the identifiers with which the open data refer to them. No more is kept of a person.
CREATE TABLE naam (
    id   TEXT PRIMARY KEY,
    naam TEXT NOT NULL CHECK (naam <> '')
) STRICT, WITHOUT ROWID;

-- How far each set of a source was read: the last record in the order of change, and how many of that very moment.
CREATE TABLE cursor (
    source   TEXT NOT NULL,
    set_name TEXT NOT NULL,
    moment   TEXT NOT NULL,
    id       TEXT NOT NULL,
    seen     INTEGER NOT NULL CHECK (seen >= 1),
    PRIMARY KEY (source, set_name)
) STRICT, WITHOUT ROWID;

-- Who holds which office, from which day on; no person where it is vacant. It names people beside what is owed, and no item depends on it.
CREATE TABLE holder (
    office   TEXT NOT NULL CHECK (office <> ''),
    since    TEXT NOT NULL CHECK (since IS date(since)),
    person   TEXT CHECK (person <> ''),
    recorded TEXT NOT NULL,
    actor    TEXT NOT NULL,
    PRIMARY KEY (office, since)
) STRICT, WITHOUT ROWID;

-- What a letter would change, waiting for a decision. May be thrown away and made anew; what was decided stands in event.
CREATE TABLE proposal (
    fingerprint TEXT PRIMARY KEY,
    document    INTEGER NOT NULL REFERENCES document (id),
    item        INTEGER,
    start       INTEGER NOT NULL,
    body        TEXT NOT NULL CHECK (json_valid(body)),
    verdict     TEXT CHECK (verdict IN ('accept', 'reject')),
    decided_by  TEXT,
    reason      TEXT,
    seqs        TEXT CHECK (seqs IS NULL OR json_valid(seqs))
) STRICT, WITHOUT ROWID;

CREATE INDEX proposal_pending ON proposal (document, start) WHERE verdict IS NULL;

-- The updates that came from files, each known by its key, so that a pipeline may run twice.
CREATE TABLE batch (
    key  TEXT PRIMARY KEY CHECK (key <> ''),
    row  TEXT NOT NULL,
    seqs TEXT NOT NULL CHECK (json_valid(seqs))
) STRICT, WITHOUT ROWID;

-- What people said the columns of lists are, by the shape of the list: its heads in their order. The next list of that shape is taken
-- without asking.
CREATE TABLE mapping (
    fingerprint TEXT PRIMARY KEY,
    body        TEXT NOT NULL CHECK (json_valid(body)),
    recorded    TEXT NOT NULL,
    actor       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person should look at, found in a letter or at an import.
CREATE TABLE finding (
    id       INTEGER PRIMARY KEY,
    document INTEGER REFERENCES document (id),
    recorded TEXT NOT NULL,
    code     TEXT NOT NULL,
    line     INTEGER,
    message  TEXT NOT NULL
) STRICT;

-- Found once, also where no letter or line is named.
CREATE UNIQUE INDEX finding_once ON finding (coalesce(document, 0), code, coalesce(line, 0), message);

-- Events, documents and evidence only grow. REPLACE fires no delete trigger, so an existing key is refused at insert.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'events only grow'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'events only grow'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE seq = new.seq)
BEGIN SELECT RAISE (ABORT, 'events only grow'); END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE (ABORT, 'documents never change'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE (ABORT, 'documents never change'); END;
CREATE TRIGGER document_no_replace BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE id = new.id OR sha256 = new.sha256)
BEGIN SELECT RAISE (ABORT, 'documents never change'); END;

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE (ABORT, 'evidence never changes'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE (ABORT, 'evidence never changes'); END;
CREATE TRIGGER evidence_no_replace BEFORE INSERT ON evidence WHEN EXISTS (SELECT 1 FROM evidence WHERE id = new.id)
BEGIN SELECT RAISE (ABORT, 'evidence never changes'); END;

-- A quote is the document's own letters: compared in bytes, so that "Beëindigd" counts right.
CREATE TRIGGER evidence_stands_there BEFORE INSERT ON evidence
WHEN NOT EXISTS (
    SELECT 1 FROM document
    WHERE id = new.document
      AND substr(CAST(text AS BLOB), new.start + 1, length(CAST(new.quote AS BLOB))) = CAST(new.quote AS BLOB)
)
BEGIN SELECT RAISE (ABORT, 'the quote does not stand there in the document'); END;

-- For a journalist with sqlite3 or datasette: the reports as views, as of today, with Dutch names. Days are YYYY-MM-DD.

-- Every item in the words of a list. "telt" says whether it counts as owed, now or once: moties that were not carried do not, nor those of
-- which it is not known, unless someone gave them a term or a status here. "afgelopen_op" is the day it ended, where that is known: the
-- day since which a source has it so may be the day its list was read.
CREATE VIEW punten AS
SELECT
    standing.no AS registernummer,
    coalesce(json_extract(standing.nummers, '$[0].nummer'), '#' || standing.no) AS nummer,
    standing.kind AS soort,
    standing.subject AS onderwerp,
    standing.text AS tekst,
    coalesce(responsible, made_by) AS bewindspersoon,
    CASE
        WHEN instr(coalesce(responsible, made_by), ' van ') > 0
            THEN substr(coalesce(responsible, made_by), instr(coalesce(responsible, made_by), ' van ') + 5)
        WHEN instr(coalesce(responsible, made_by), ' voor ') > 0
            THEN substr(coalesce(responsible, made_by), instr(coalesce(responsible, made_by), ' voor ') + 6)
        ELSE coalesce(responsible, made_by)
    END AS ministerie,
    standing.submitters AS indieners,
    standing.fracties AS fracties,
    standing.made_on AS gedaan_op,
    standing.debat_soort AS debat,
    standing.debat_datum AS debatdatum,
    -- By its name on the day of the debate where that is known, else by its short name.
    coalesce((
        SELECT naam FROM commissie
        WHERE afkorting = debat.commissie AND (van IS NULL OR van <= debat.datum) AND (tot IS NULL OR tot >= debat.datum)
        ORDER BY van DESC LIMIT 1
    ), debat.commissie) AS commissie,
    standing.besluit AS besluit,
    standing.bronstatus AS bronstatus,
    standing.status AS status,
    standing.since AS sinds,
    CASE
        WHEN standing.status IN ('afgedaan', 'niet_uitgevoerd', 'vervallen')
            THEN CASE WHEN decided = 1 THEN standing.since ELSE json_extract(standing.nakoming, '$.day') END
    END AS afgelopen_op,
    standing.termijn_last AS termijn,
    standing.termijn_text AS termijn_woorden,
    standing.postponed AS verschoven,
    coalesce(document.dossier || '-' || document.nummer, document.name) AS brief,
    document.date AS briefdatum,
    evidence.quote AS zin,
    standing.status IN ('openstaand', 'in_behandeling', 'deels_afgedaan', 'afdoening_voorgesteld') AS open,
    standing.kind = 'toezegging' OR coalesce(standing.besluit IN ('aangenomen', 'overgenomen'), termijn_text IS NOT NULL OR decided = 1) AS telt
FROM standing
LEFT JOIN debat ON debat.nummer = standing.debat_nummer
LEFT JOIN evidence ON evidence.id = standing.evidence
LEFT JOIN document ON document.id = evidence.document;

-- What is still owed.
CREATE VIEW openstaand AS
SELECT registernummer, nummer, soort, onderwerp, bewindspersoon, ministerie, gedaan_op, debatdatum, commissie, besluit, bronstatus,
       status, sinds, termijn, termijn_woorden, verschoven
FROM punten
WHERE open AND telt;

-- Of that, what is late today; what falls due within four weeks; and what has no last day.
CREATE VIEW te_laat AS
SELECT *, CAST(julianday('now', 'localtime', 'start of day') - julianday(termijn) AS INTEGER) AS dagen_te_laat
FROM openstaand
WHERE termijn < date('now', 'localtime');

CREATE VIEW komt_eraan AS
SELECT *
FROM openstaand
WHERE termijn BETWEEN date('now', 'localtime') AND date('now', 'localtime', '+28 days');

CREATE VIEW zonder_termijn AS
SELECT *, CAST(julianday('now', 'localtime', 'start of day') - julianday(gedaan_op) AS INTEGER) AS dagen_open
FROM openstaand
WHERE termijn IS NULL;

-- What was settled, refused or overtaken, with the letter and the sentence that prove it, where there are.
CREATE VIEW afgedaan AS
SELECT registernummer, nummer, soort, onderwerp, bewindspersoon, ministerie, gedaan_op, status, sinds AS afgedaan_op, termijn, verschoven,
       brief, briefdatum, zin
FROM punten
WHERE NOT open AND status <> 'onbekend' AND telt;

-- The annex to the budget: what is under way, and what was finished since the third Tuesday of September before today.
CREATE VIEW bijlage AS
SELECT registernummer, ministerie,
       CASE WHEN open THEN 'In behandeling zijnde ' ELSE 'Afgeronde ' END || CASE soort WHEN 'motie' THEN 'moties' ELSE 'toezeggingen' END AS lijst,
       commissie, nummer, onderwerp, tekst, gedaan_op, debat, status, sinds, termijn, termijn_woorden, verschoven, brief, briefdatum
FROM punten
WHERE telt AND (open OR status <> 'onbekend' AND sinds >= (
    SELECT max(dag) FROM (
        SELECT date('now', 'localtime', 'start of year', '+8 months', 'weekday 2', '+14 days') AS dag
        UNION ALL
        SELECT date('now', 'localtime', 'start of year', '-1 year', '+8 months', 'weekday 2', '+14 days')
    ) WHERE dag < date('now', 'localtime')
));

-- How much is owed to each member who moved a motie or asked for a toezegging, alone or with others.
CREATE VIEW per_lid AS
SELECT lid, sum(open) AS openstaand, sum(open AND termijn IS NOT NULL AND termijn < date('now', 'localtime')) AS te_laat,
       sum(status = 'afgedaan') AS afgedaan, sum(status IN ('niet_uitgevoerd', 'vervallen')) AS niet_uitgevoerd, count(*) AS samen
FROM (
    SELECT registernummer, min(value) AS lid, open, termijn, status
    FROM punten, json_each(indieners)
    WHERE telt AND status <> 'onbekend'
    GROUP BY registernummer, lower(value)
)
GROUP BY lower(lid);

-- How long it takes, by ministry and by the year in which it was made. The median is of settled items of which both days are known; in time
-- and late are of items with a last day that were settled on a known day or are still open.
CREATE VIEW doorlooptijd AS
WITH geteld AS (
    SELECT coalesce(ministerie, 'onbekend') AS ministerie, CAST(substr(gedaan_op, 1, 4) AS INTEGER) AS jaar, status, open, verschoven,
           termijn, CASE WHEN status = 'afgedaan' THEN afgelopen_op END AS afgelopen_op,
           CASE WHEN status = 'afgedaan' AND afgelopen_op >= gedaan_op
               THEN CAST(julianday(afgelopen_op) - julianday(gedaan_op) AS INTEGER) END AS dagen
    FROM punten
    WHERE telt AND status <> 'onbekend'
), geordend AS (
    SELECT *, row_number() OVER (PARTITION BY ministerie, jaar ORDER BY dagen NULLS LAST) AS plaats,
           count(dagen) OVER (PARTITION BY ministerie, jaar) AS bekend
    FROM geteld
)
SELECT ministerie, jaar, count(*) AS aantal, sum(status = 'afgedaan') AS afgedaan, sum(open) AS openstaand,
       max(CASE WHEN plaats = bekend / 2 + 1 THEN dagen END) AS mediaan_dagen,
       sum(termijn IS NOT NULL AND (open OR afgelopen_op IS NOT NULL)) AS met_termijn,
       coalesce(sum(NOT open AND afgelopen_op <= termijn), 0) AS binnen_termijn,
       coalesce(sum(CASE WHEN open THEN termijn < date('now', 'localtime') ELSE afgelopen_op > termijn END), 0) AS te_laat,
       sum(verschoven > 0) AS verschoven, sum(status = 'niet_uitgevoerd') AS niet_uitgevoerd
FROM geordend
GROUP BY ministerie, jaar;

-- What happened to items, by the moment it was recorded.
CREATE VIEW wijzigingen AS
SELECT event.seq AS volgnummer, event.recorded AS vastgelegd, punten.nummer AS nummer, punten.onderwerp AS onderwerp,
       CASE event.kind
           WHEN 'entered' THEN 'opgenomen'
           WHEN 'source-changed' THEN 'bron gewijzigd'
           WHEN 'status-set' THEN 'status gezet'
           WHEN 'termijn-set' THEN 'termijn gezet'
           WHEN 'reported' THEN 'tussenbericht'
           WHEN 'acted' THEN 'behandeld'
           WHEN 'instance-kept' THEN 'termijn gehaald'
           WHEN 'related' THEN 'verband gelegd'
           WHEN 'undone' THEN 'ongedaan gemaakt'
       END AS wat,
       event.effective AS per, coalesce(document.dossier || '-' || document.nummer, document.name) AS brief, evidence.quote AS zin,
       event.actor AS door
FROM event
JOIN punten ON punten.registernummer = event.item
LEFT JOIN evidence ON evidence.id = event.evidence
LEFT JOIN document ON document.id = evidence.document;
