"""What holds now, kept between reads and patched from the database instead of read again.

SQLite decides: the first read runs the validity predicate, later ones fetch only the rows an operation
has touched since (by ledger sequence, whichever process wrote them) and run the predicate on these. A set
is good for a stretch of time, up to the next moment at which a fact starts or ends by itself; outside of it,
after an erasure, or when the ledger's head is unknown, everything is read again.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from datetime import datetime, timedelta

from .facts import VALID
from .rows import FACT_COLUMNS, fact_of, stamp
from .types import Fact

KEPT_USERS = 32
ABOUT_NOW = timedelta(seconds=5)
NEVER = "9999-12-31T23:59:59.999999Z"
_BOUNDARY = """
    SELECT min(moment) FROM (
        SELECT min(valid_to) AS moment FROM fact
            WHERE user_id = :user AND closed_at IS NULL AND valid_to IS NOT NULL AND valid_to > :t
        UNION ALL SELECT min(expires_at) FROM fact
            WHERE user_id = :user AND closed_at IS NULL AND expires_at IS NOT NULL AND expires_at > :t
        UNION ALL SELECT min(valid_from) FROM fact
            WHERE user_id = :user AND closed_at IS NULL AND valid_from > :t)
"""


def next_boundary(connection: sqlite3.Connection, user_id: str, now: datetime) -> str | None:
    """The next moment (stored form) at which a fact of the user starts or ends by itself."""
    row = connection.execute(_BOUNDARY, {"user": user_id, "t": stamp(now)}).fetchone()
    return None if row is None else row[0]


class _Set:
    """One user's live facts: attribute -> row number -> fact."""

    def __init__(self, erased_at: int) -> None:
        self.erased_at = erased_at
        self.seq = 0
        self.since = self.until = ""
        self.groups: dict[str, dict[int, Fact]] = {}
        self.placed: dict[int, str] = {}
        self._all: tuple[Fact, ...] | None = None

    def drop(self, row: int) -> None:
        attribute = self.placed.pop(row, None)
        self._all = None
        if attribute is not None:
            del self.groups[attribute][row]
            if not self.groups[attribute]:
                del self.groups[attribute]

    def put(self, row: int, fact: Fact) -> None:
        self.drop(row)
        group = self.groups.setdefault(fact.attribute, {})
        late = bool(group) and row < next(reversed(group))
        group[row] = fact
        self.placed[row] = fact.attribute
        if late:
            self.groups[fact.attribute] = dict(sorted(group.items()))

    def select(self, attribute: str | None, polarity: int | None) -> tuple[Fact, ...]:
        if attribute is None and polarity is None:
            # The same tuple as long as nothing changes: others know by it that nothing did.
            if self._all is None:
                self._all = self._select(None, None)
            return self._all
        return self._select(attribute, polarity)

    def _select(self, attribute: str | None, polarity: int | None) -> tuple[Fact, ...]:
        if attribute is None or attribute == "*":
            names = sorted(self.groups)
        elif attribute.endswith(".*"):
            names = sorted(name for name in self.groups if name.startswith(attribute[:-1]))
        else:
            names = [attribute] if attribute in self.groups else []
        facts = [fact for name in names for fact in self.groups[name].values()]
        return tuple(facts if polarity is None else [fact for fact in facts if fact.polarity == polarity])


class _Past:
    """One user's closed facts by row number."""

    def __init__(self, erased_at: int) -> None:
        self.erased_at = erased_at
        self.seq = 0
        self.facts: tuple[Fact, ...] = ()
        self._rows: dict[int, Fact] = {}

    def read(self, connection: sqlite3.Connection, user_id: str) -> None:
        """Take in what operations have touched since the last reading."""
        sql = f"SELECT seq, closed_at, {FACT_COLUMNS} FROM fact WHERE user_id = ? AND last_op > ?"
        touched = connection.execute(sql, (user_id, self.seq)).fetchall()
        for row in touched:
            self._rows.pop(row[0], None)
        self._rows |= {row[0]: fact_of(row[2:]) for row in touched if row[1] is not None}
        self.facts = tuple(self._rows[row] for row in sorted(self._rows))


class LiveCache:
    """The live and the closed sets of the users read last. Not safe by itself: the store's lock guards it."""

    def __init__(self, kept_users: int = KEPT_USERS) -> None:
        self._sets: OrderedDict[str, _Set] = OrderedDict()
        self._past: OrderedDict[str, _Past] = OrderedDict()
        self._kept = kept_users

    def reaches(self, user_id: str, at: datetime, now: datetime) -> bool:
        """Whether a question about `at` is best answered from here: inside the stretch kept, or about now."""
        known = self._sets.get(user_id)
        moment = stamp(at)
        if known is not None and moment < known.since:
            return False
        return (known is not None and moment < known.until) or abs(now - at) < ABOUT_NOW

    def read(
        self,
        connection: sqlite3.Connection,
        user_id: str,
        now: datetime,
        attribute: str | None = None,
        polarity: int | None = None,
    ) -> tuple[Fact, ...]:
        """What holds now, by attribute and then in the order it was recorded."""
        head = connection.execute(
            "SELECT op_seq, erased_at FROM head WHERE user_id = ?", (user_id,)
        ).fetchone()
        if head is None:
            self._sets.pop(user_id, None)
            return ()
        at = stamp(now)
        known = self._sets.get(user_id)
        if (
            known is None
            or known.erased_at != head[1]
            or known.seq > head[0]
            or not known.since <= at < known.until
        ):
            known = self._sets[user_id] = _Set(head[1])
            known.since = at
        if known.seq != head[0]:
            self._patch(connection, user_id, known, now)
            known.seq = head[0]
        self._sets.move_to_end(user_id)
        while len(self._sets) > self._kept:
            self._sets.popitem(last=False)
        return known.select(attribute, polarity)

    def closed(self, connection: sqlite3.Connection, user_id: str) -> tuple[Fact, ...]:
        """What no longer holds, in the order it was recorded; the same tuple as long as nothing changes."""
        head = connection.execute(
            "SELECT op_seq, erased_at FROM head WHERE user_id = ?", (user_id,)
        ).fetchone()
        if head is None:
            self._past.pop(user_id, None)
            return ()
        known = self._past.get(user_id)
        if known is None or known.erased_at != head[1] or known.seq > head[0]:
            known = self._past[user_id] = _Past(head[1])
        if known.seq != head[0]:
            known.read(connection, user_id)
            known.seq = head[0]
        self._past.move_to_end(user_id)
        while len(self._past) > self._kept:
            self._past.popitem(last=False)
        return known.facts

    def forget(self, user_id: str) -> None:
        """Drop what is kept of a user."""
        self._sets.pop(user_id, None)
        self._past.pop(user_id, None)

    def _patch(self, connection: sqlite3.Connection, user_id: str, known: _Set, now: datetime) -> None:
        at = stamp(now)
        parameters = {"user": user_id, "t": at, "seen": known.seq}
        if known.seq:
            touched = "SELECT seq FROM fact WHERE user_id = :user AND last_op > :seen"
            for (row,) in connection.execute(touched, parameters).fetchall():
                known.drop(row)
        sql = (
            f"SELECT seq, {FACT_COLUMNS} FROM fact WHERE user_id = :user AND last_op > :seen AND {VALID}"
            " ORDER BY attribute, seq"
        )
        for row in connection.execute(sql, parameters):
            known.put(row[0], fact_of(row[1:]))
        known.since = max(known.since, at)
        known.until = next_boundary(connection, user_id, now) or NEVER
