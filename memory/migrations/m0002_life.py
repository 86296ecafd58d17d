"""Version 2: when things take place, what they are about, and the indexes that keep both quick to ask for."""

from __future__ import annotations

import sqlite3

COLUMNS = (
    "ALTER TABLE fact ADD COLUMN happens_at TEXT",
    "ALTER TABLE fact ADD COLUMN question TEXT",
    # A column, because an index over an expression would have SQLite read the rows as well.
    """ALTER TABLE fact ADD COLUMN happened TEXT
        GENERATED ALWAYS AS (coalesce(happens_at, valid_from)) VIRTUAL""",
)

INDEXES = (
    # A value named without its attribute ("forget Eastwood, whatever he did") is found by the value.
    "CREATE INDEX fact_open_value ON fact (user_id, value_norm, attribute) WHERE closed_at IS NULL",
    # Documents: the fields of one among thousands.
    """CREATE INDEX fact_open_subject ON fact (user_id, subject, attribute)
        WHERE closed_at IS NULL AND subject <> 'user'""",
    "CREATE INDEX fact_contested ON fact (user_id, question) WHERE status = 'contested'",
    # Sums read this index and nothing else; hence also the columns that its condition settles.
    """CREATE INDEX fact_counted ON fact (user_id, attribute, happened, unit, number, valid_from, valid_to,
            expires_at, fact_id, status, closed_at)
        WHERE status = 'active' AND closed_at IS NULL AND number IS NOT NULL""",
)


def search_row(row: str) -> str:
    """What full-text search reads of a row (`NEW`, or the table's name): whose it is, and the words of value,
    attribute and document. The owner is one word whatever characters the user's name has."""
    return (
        f"'u' || hex({row}.user_id), {row}.value_text || ' ' || {row}.value_norm"
        f" || ' ' || replace(replace({row}.attribute, '.', ' '), '_', ' ')"
        f" || CASE {row}.subject WHEN 'user' THEN '' ELSE"
        f" ' ' || replace(replace({row}.subject, ':', ' '), '_', ' ') END"
    )


SEARCH = (
    "DROP TABLE fact_fts",
    """CREATE VIRTUAL TABLE fact_fts
        USING fts5 (owner, body, tokenize = 'porter unicode61 remove_diacritics 2')""",
    f"INSERT INTO fact_fts (rowid, owner, body) SELECT seq, {search_row('fact')} FROM fact WHERE status = 'active'",
)

TRIGGERS = (
    "DROP TRIGGER fact_opens",
    "DROP TRIGGER fact_revives",
    f"""CREATE TRIGGER fact_opens AFTER INSERT ON fact WHEN NEW.status = 'active' BEGIN
        INSERT INTO fact_fts (rowid, owner, body) VALUES (NEW.seq, {search_row("NEW")});
        INSERT INTO outbox (user_id, fact_id, action) VALUES (NEW.user_id, NEW.fact_id, 'upsert');
    END""",
    f"""CREATE TRIGGER fact_revives AFTER UPDATE OF status ON fact
        WHEN OLD.status <> 'active' AND NEW.status = 'active' BEGIN
        INSERT INTO fact_fts (rowid, owner, body) VALUES (NEW.seq, {search_row("NEW")});
        INSERT INTO outbox (user_id, fact_id, action) VALUES (NEW.user_id, NEW.fact_id, 'upsert');
    END""",
    # The declared rules are read again only when this number has moved.
    *(
        f"""CREATE TRIGGER schema_moves_{event.lower()} AFTER {event} ON attribute_schema BEGIN
            UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'schema_moves'; END"""
        for event in ("INSERT", "UPDATE", "DELETE")
    ),
)


def upgrade(connection: sqlite3.Connection) -> None:
    """From version 1 to version 2. Facts, ledger and hashes stay as they are."""
    for statement in (*COLUMNS, *INDEXES, *SEARCH, *TRIGGERS):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema_moves', '1')")
    # The same appointment said again is the same appointment; as seeded before, it would be a second one.
    connection.execute(
        "UPDATE attribute_schema SET conflict_policy = 'coexist'"
        " WHERE attribute = 'calendar.event' AND cardinality = 'event' AND conflict_policy = 'append_only'"
    )
