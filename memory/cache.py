"""What holds now, kept between reads and patched from the database instead of read again.

SQLite decides: the first read of an attribute runs the validity predicate, later ones fetch only the rows an
operation has touched since (by ledger sequence, whichever process wrote them) and run the predicate on these. A set
is good for a stretch of time, up to the next moment at which a fact starts or ends by itself; outside of it,
after an erasure, or when the ledger's head is unknown, everything is read again.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain

from .facts import VALID, names_under
from .rows import FACT_COLUMNS, fact_of, stamp
from .schema import ANY_SUBJECT
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


Asked = tuple[int | None, str | None]
"""What narrows a reading of one attribute: polarity and subject, None for any."""


class _Group:
    """The live facts of one attribute by row number, in that order, with the readings made of them."""

    def __init__(self) -> None:
        self.rows: dict[int, Fact] = {}
        self._views: dict[Asked, tuple[Fact, ...]] = {}

    def put(self, row: int, fact: Fact) -> None:
        late = row not in self.rows and bool(self.rows) and row < next(reversed(self.rows))
        self.rows[row] = fact
        if late:
            self.rows = dict(sorted(self.rows.items()))
        self._views.clear()

    def drop(self, row: int) -> None:
        del self.rows[row]
        self._views.clear()

    def view(self, asked: Asked) -> tuple[Fact, ...]:
        if (kept := self._views.get(asked)) is None:
            kept = self._views[asked] = self._view(*asked)
        return kept

    def _view(self, polarity: int | None, subject: str | None) -> tuple[Fact, ...]:
        facts: Iterable[Fact] = self.rows.values()
        if polarity is not None:
            facts = [fact for fact in facts if fact.polarity == polarity]
        if subject is not None:
            facts = [fact for fact in facts if fact.subject == subject]
        return tuple(facts)


class _Set:
    """One user's live facts: attribute -> row number -> fact. What was never asked for is not read."""

    def __init__(self, erased_at: int) -> None:
        self.erased_at = erased_at
        self.seq = 0
        self.since = self.until = ""
        self.groups: dict[str, _Group] = {}
        self.placed: dict[int, str] = {}
        self.whole = False
        self._read: set[str] = set()
        self._all: tuple[Fact, ...] | None = None

    def missing(
        self, connection: sqlite3.Connection, user_id: str, attribute: str | None
    ) -> list[str | None]:
        """The attributes still to be read before a question about `attribute` can be answered; None: all."""
        if self.whole or (attribute is not None and attribute in self._read):
            return []
        if attribute is None or attribute == "*":
            return [None]
        if not attribute.endswith(".*"):
            return [attribute]
        under = names_under(connection, user_id, attribute)
        return [name for name in under if name not in self._read]

    def reads(self, attribute: str | None) -> bool:
        """Whether changes of an attribute are followed: those of others are read when they are asked for."""
        return self.whole or attribute in self._read

    def took(self, attribute: str | None) -> None:
        """Note that all facts of an attribute (None: of every one) are here."""
        self.whole = self.whole or attribute is None
        if attribute is not None:
            self._read.add(attribute)

    def drop(self, row: int) -> None:
        attribute = self.placed.pop(row, None)
        if attribute is None:
            return
        self._all = None
        group = self.groups[attribute]
        group.drop(row)
        if not group.rows:
            del self.groups[attribute]

    def put(self, row: int, fact: Fact) -> None:
        if self.placed.get(row, fact.attribute) != fact.attribute:
            self.drop(row)
        self._all = None
        self.groups.setdefault(fact.attribute, _Group()).put(row, fact)
        self.placed[row] = fact.attribute

    def select(self, attribute: str | None, asked: Asked) -> tuple[Fact, ...]:
        if attribute is None and asked == (None, None):
            # The same tuple as long as nothing changes: others know by it that nothing did.
            if self._all is None:
                self._all = self._select(None, asked)
            return self._all
        return self._select(attribute, asked)

    def _select(self, attribute: str | None, asked: Asked) -> tuple[Fact, ...]:
        if attribute is None or attribute == "*":
            names = sorted(self.groups)
        elif attribute.endswith(".*"):
            names = sorted(name for name in self.groups if name.startswith(attribute[:-1]))
        else:
            names = [attribute] if attribute in self.groups else []
        views = [self.groups[name].view(asked) for name in names]
        return views[0] if len(views) == 1 else tuple(chain.from_iterable(views))


class _Past:
    """One user's closed facts in the order of their row numbers."""

    def __init__(self, erased_at: int) -> None:
        self.erased_at = erased_at
        self.seq = 0
        self.facts: tuple[Fact, ...] = ()
        self._rows: list[int] = []
        self._facts: list[Fact] = []

    def read(self, connection: sqlite3.Connection, user_id: str) -> None:
        """Take in what operations have touched since the last reading."""
        sql = (
            f"SELECT seq, {FACT_COLUMNS} FROM fact WHERE user_id = ? AND last_op > ?"
            " AND closed_at IS NOT NULL ORDER BY seq"
        )
        touched = connection.execute(sql, (user_id, self.seq)).fetchall()
        for row in touched:
            self._put(row[0], fact_of(row[1:]))
        if touched:
            self.facts = tuple(self._facts)

    def _put(self, row: int, fact: Fact) -> None:
        # What is closed stays closed, so rows are only added or, rarely, written again.
        place = bisect_left(self._rows, row)
        if place < len(self._rows) and self._rows[place] == row:
            self._facts[place] = fact
        else:
            self._rows.insert(place, row)
            self._facts.insert(place, fact)


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
        subject: str | None = None,
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
        for name in known.missing(connection, user_id, attribute):
            self._take(connection, user_id, known, now, name)
        self._sets.move_to_end(user_id)
        while len(self._sets) > self._kept:
            self._sets.popitem(last=False)
        return known.select(attribute, (polarity, None if subject == ANY_SUBJECT else subject))

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
        """Follow what operations have touched since the last reading."""
        at = stamp(now)
        if known.seq:
            parameters = {"user": user_id, "t": at, "seen": known.seq}
            sql = f"SELECT seq, {VALID}, {FACT_COLUMNS} FROM fact WHERE user_id = :user AND last_op > :seen"
            rows = connection.execute(f"{sql} ORDER BY seq", parameters).fetchall()
            for seq, valid, *values in rows:
                fact = fact_of(values)
                if not valid:
                    known.drop(seq)
                elif known.reads(fact.attribute):
                    # A row that stays keeps its place: said again, a value moves nowhere.
                    known.put(seq, fact)
        known.since = max(known.since, at)
        known.until = next_boundary(connection, user_id, now) or NEVER

    def _take(
        self, connection: sqlite3.Connection, user_id: str, known: _Set, now: datetime, attribute: str | None
    ) -> None:
        """Read the live facts of one attribute, or of all."""
        where = "" if attribute is None else " AND attribute = :attribute"
        sql = (
            f"SELECT seq, {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {VALID}{where}"
            " ORDER BY attribute, seq"
        )
        parameters = {"user": user_id, "t": stamp(now), "attribute": attribute}
        for row in connection.execute(sql, parameters):
            known.put(row[0], fact_of(row[1:]))
        known.took(attribute)
