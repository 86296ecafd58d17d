"""Version 1: facts, ledger, evidence, aliases, derived pages, receipts, outbox, full-text index."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x5461_7374
"""`Tast` in the file header: tells our file from any other SQLite database."""

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE attribute_schema (
        attribute TEXT PRIMARY KEY,
        cardinality TEXT NOT NULL
            CHECK (cardinality IN ('single', 'multi', 'event', 'list', 'document_field')),
        value_type TEXT NOT NULL,
        conflict_policy TEXT NOT NULL CHECK (conflict_policy IN
            ('replace', 'coexist', 'flip_on_opposite', 'append_only', 'element_edit')),
        default_ttl REAL,
        sensitivity TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE head (
        user_id TEXT PRIMARY KEY,
        profile_version INTEGER NOT NULL,
        op_seq INTEGER NOT NULL,
        erased_at INTEGER NOT NULL DEFAULT 0,
        last_hash TEXT NOT NULL,
        index_generation INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
    """CREATE TABLE op_ledger (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        op_id TEXT NOT NULL UNIQUE,
        user_id TEXT NOT NULL,
        time TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('ADD', 'CONFIRM', 'REPLACE', 'FLIP', 'RETRACT', 'COMPLETE',
            'EXPIRE', 'EDIT_ELEMENT', 'RESTORE', 'ERASE', 'NOOP')),
        attribute TEXT NOT NULL,
        fact_before TEXT,
        fact_after TEXT,
        message_id TEXT,
        span_start INTEGER,
        span_end INTEGER,
        actor TEXT NOT NULL,
        reason TEXT NOT NULL,
        undoes TEXT,
        payload TEXT,
        salt BLOB,
        payload_hash TEXT NOT NULL,
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
    )""",
    """CREATE TABLE fact (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        fact_id TEXT NOT NULL UNIQUE,
        user_id TEXT NOT NULL REFERENCES head (user_id),
        subject TEXT NOT NULL,
        attribute TEXT NOT NULL,
        value_norm TEXT NOT NULL,
        value_text TEXT NOT NULL,
        polarity INTEGER NOT NULL CHECK (polarity IN (-1, 0, 1)),
        ref TEXT,
        number REAL,
        unit TEXT,
        valid_from TEXT NOT NULL,
        valid_to TEXT,
        recorded_at TEXT NOT NULL,
        closed_at TEXT,
        expires_at TEXT,
        status TEXT NOT NULL CHECK (status IN
            ('active', 'superseded', 'retracted', 'completed', 'expired', 'contested')),
        closed_by_op TEXT,
        supersedes TEXT,
        source_kind TEXT NOT NULL,
        confidence REAL NOT NULL,
        message_id TEXT,
        span_start INTEGER,
        span_end INTEGER,
        extractor TEXT NOT NULL,
        last_confirmed TEXT NOT NULL,
        times_confirmed INTEGER NOT NULL,
        identity TEXT NOT NULL,
        last_op INTEGER NOT NULL,
        CHECK (status NOT IN ('active', 'contested') OR closed_at IS NULL),
        CHECK (status IN ('active', 'contested') OR closed_at IS NOT NULL)
    )""",
    """CREATE TABLE applied (
        user_id TEXT NOT NULL REFERENCES head (user_id) ON DELETE CASCADE,
        message_id TEXT NOT NULL,
        extractor TEXT NOT NULL,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        PRIMARY KEY (user_id, message_id, extractor)
    ) WITHOUT ROWID""",
    """CREATE TABLE evidence (
        evidence_id INTEGER PRIMARY KEY AUTOINCREMENT,
        user_id TEXT NOT NULL,
        fact_id TEXT NOT NULL REFERENCES fact (fact_id) ON DELETE CASCADE,
        message_id TEXT NOT NULL,
        span_start INTEGER NOT NULL,
        span_end INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (fact_id, message_id, span_start, span_end)
    )""",
    """CREATE TABLE alias (
        value_norm TEXT NOT NULL,
        alias TEXT NOT NULL,
        PRIMARY KEY (value_norm, alias)
    ) WITHOUT ROWID""",
    """CREATE TABLE page (
        doc_id TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        profile_version INTEGER NOT NULL,
        built_at TEXT NOT NULL,
        good_until TEXT,
        dirty INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
    """CREATE TABLE derived (
        doc_id TEXT NOT NULL REFERENCES page (doc_id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        fact_version INTEGER NOT NULL,
        PRIMARY KEY (doc_id, fact_id)
    ) WITHOUT ROWID""",
    """CREATE TABLE erasure_receipt (
        receipt_id TEXT PRIMARY KEY,
        user_id TEXT NOT NULL,
        time TEXT NOT NULL,
        scope TEXT NOT NULL,
        body TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        user_id TEXT NOT NULL,
        fact_id TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('upsert', 'delete'))
    )""",
    "CREATE VIRTUAL TABLE fact_fts USING fts5 (body, tokenize = 'porter unicode61 remove_diacritics 2')",
)

INDEXES = (
    # The database itself refuses a second live row of one identity. A row whose end is already known
    # makes room for its successor: their intervals do not meet.
    """CREATE UNIQUE INDEX one_live_row ON fact (user_id, subject, identity)
        WHERE status = 'active' AND closed_at IS NULL AND valid_to IS NULL""",
    "CREATE INDEX fact_open ON fact (user_id, attribute, value_norm) WHERE closed_at IS NULL",
    "CREATE INDEX fact_open_ref ON fact (user_id, ref) WHERE closed_at IS NULL AND ref IS NOT NULL",
    """CREATE INDEX fact_ends ON fact (user_id, valid_to) WHERE closed_at IS NULL AND valid_to IS NOT NULL""",
    """CREATE INDEX fact_expires ON fact (user_id, expires_at)
        WHERE closed_at IS NULL AND expires_at IS NOT NULL""",
    "CREATE INDEX fact_begins ON fact (user_id, valid_from) WHERE closed_at IS NULL",
    "CREATE INDEX fact_later ON fact (user_id, valid_from) WHERE valid_from > recorded_at",
    "CREATE INDEX fact_touched ON fact (user_id, last_op)",
    "CREATE INDEX fact_successor ON fact (supersedes) WHERE supersedes IS NOT NULL",
    "CREATE INDEX ledger_user ON op_ledger (user_id, seq)",
    "CREATE INDEX ledger_message ON op_ledger (user_id, message_id)",
    "CREATE INDEX ledger_undoes ON op_ledger (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX evidence_fact ON evidence (fact_id)",
    "CREATE INDEX evidence_user ON evidence (user_id)",
    "CREATE INDEX derived_fact ON derived (fact_id)",
    "CREATE INDEX page_user ON page (user_id)",
    "CREATE INDEX outbox_user ON outbox (user_id, seq)",
)

_SEARCH_BODY = (
    "NEW.value_text || ' ' || NEW.value_norm || ' ' || replace(replace(NEW.attribute, '.', ' '), '_', ' ')"
)

TRIGGERS = (
    """CREATE TRIGGER ledger_keeps BEFORE DELETE ON op_ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    # The one change allowed: an erasure takes a line's content away. What the chain hashes stays.
    """CREATE TRIGGER ledger_stands BEFORE UPDATE ON op_ledger
        WHEN NOT (
            NEW.seq = OLD.seq AND NEW.op_id = OLD.op_id AND NEW.time = OLD.time AND NEW.kind = OLD.kind
            AND NEW.payload_hash = OLD.payload_hash AND NEW.previous_hash = OLD.previous_hash
            AND NEW.hash = OLD.hash AND NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.attribute = ''
            AND NEW.fact_before IS NULL AND NEW.fact_after IS NULL AND NEW.message_id IS NULL
            AND NEW.span_start IS NULL AND NEW.span_end IS NULL AND NEW.reason = '' AND NEW.actor = ''
        )
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    f"""CREATE TRIGGER fact_opens AFTER INSERT ON fact WHEN NEW.status = 'active' BEGIN
        INSERT INTO fact_fts (rowid, body) VALUES (NEW.seq, {_SEARCH_BODY});
        INSERT INTO outbox (user_id, fact_id, action) VALUES (NEW.user_id, NEW.fact_id, 'upsert');
    END""",
    f"""CREATE TRIGGER fact_revives AFTER UPDATE OF status ON fact
        WHEN OLD.status <> 'active' AND NEW.status = 'active' BEGIN
        INSERT INTO fact_fts (rowid, body) VALUES (NEW.seq, {_SEARCH_BODY});
        INSERT INTO outbox (user_id, fact_id, action) VALUES (NEW.user_id, NEW.fact_id, 'upsert');
    END""",
    """CREATE TRIGGER fact_closes AFTER UPDATE OF status ON fact
        WHEN OLD.status = 'active' AND NEW.status <> 'active' BEGIN
        DELETE FROM fact_fts WHERE rowid = NEW.seq;
        INSERT INTO outbox (user_id, fact_id, action) VALUES (NEW.user_id, NEW.fact_id, 'delete');
    END""",
    """CREATE TRIGGER fact_goes AFTER DELETE ON fact BEGIN
        DELETE FROM fact_fts WHERE rowid = OLD.seq;
        DELETE FROM outbox WHERE fact_id = OLD.fact_id;
        DELETE FROM derived WHERE fact_id = OLD.fact_id;
        UPDATE page SET dirty = 1, body = '' WHERE user_id = OLD.user_id;
    END""",
    """CREATE TRIGGER page_dirty_insert AFTER INSERT ON fact
        BEGIN UPDATE page SET dirty = 1 WHERE user_id = NEW.user_id AND dirty = 0; END""",
    """CREATE TRIGGER page_dirty_update AFTER UPDATE ON fact
        BEGIN UPDATE page SET dirty = 1 WHERE user_id = NEW.user_id AND dirty = 0; END""",
)

_TASTES = ("genre", "director", "writer", "actor", "person", "country", "language", "title")
_LIMITS = ("year_min", "year_max", "runtime_min", "runtime_max")

SEEDS: tuple[tuple[str, str, str, str], ...] = (
    *((f"movies.{name}", "multi", "text", "flip_on_opposite") for name in _TASTES),
    *((f"movies.{name}", "single", "number", "replace") for name in _LIMITS),
    ("movies.seen", "multi", "item", "coexist"),
    ("todo.task", "list", "text", "coexist"),
    ("calendar.event", "event", "text", "append_only"),
)


def upgrade(connection: sqlite3.Connection) -> None:
    """From an empty database to version 1."""
    for statement in (*TABLES, *INDEXES, *TRIGGERS):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO attribute_schema VALUES (?, ?, ?, ?, NULL, 'normal')",
        SEEDS,
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)", [("profile_version", "0"), ("version_floor", "0")]
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
