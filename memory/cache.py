"""What holds now, kept between reads and patched from the database instead of read again.

SQLite decides: the first read of an attribute runs the validity predicate, later ones fetch only the rows an
operation has touched since (by ledger sequence, whichever process wrote them) and run the predicate on these. A set
is good for a stretch of time, up to the next moment at which a fact starts or ends by itself; outside of it,
after an erasure, or when the ledger's head is unknown, everything is read again.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from datetime import datetime, timedelta

from .facts import VALID
from .live import LiveSet, PastSet
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


class LiveCache:
    """The live and the closed sets of the users read last. Not safe by itself: the store's lock guards it."""

    def __init__(self, kept_users: int = KEPT_USERS) -> None:
        self._sets: OrderedDict[str, LiveSet] = OrderedDict()
        self._past: OrderedDict[str, PastSet] = OrderedDict()
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
            known = self._sets[user_id] = LiveSet(head[1])
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
            known = self._past[user_id] = PastSet(head[1])
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

    def _patch(self, connection: sqlite3.Connection, user_id: str, known: LiveSet, now: datetime) -> None:
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
        self,
        connection: sqlite3.Connection,
        user_id: str,
        known: LiveSet,
        now: datetime,
        attribute: str | None,
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
