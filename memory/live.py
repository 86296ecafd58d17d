"""One user's facts in memory: the live ones by attribute, the closed ones in order. See `cache` for how they follow
the database."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain

from .facts import names_under
from .rows import FACT_COLUMNS, fact_of
from .types import Fact

Asked = tuple[int | None, str | None]
"""What narrows a reading of one attribute: polarity and subject, None for any."""


class Group:
    """The live facts of one attribute by row number, in that order, with the readings made of them."""

    def __init__(self) -> None:
        self.rows: dict[int, Fact] = {}
        self._views: dict[Asked, tuple[Fact, ...]] = {}

    def put(self, row: int, fact: Fact) -> None:
        """Add a fact, or write one again in its place."""
        late = row not in self.rows and bool(self.rows) and row < next(reversed(self.rows))
        self.rows[row] = fact
        if late:
            self.rows = dict(sorted(self.rows.items()))
        self._views.clear()

    def drop(self, row: int) -> None:
        """Take a fact out."""
        del self.rows[row]
        self._views.clear()

    def view(self, asked: Asked) -> tuple[Fact, ...]:
        """The facts as asked for; the same tuple as long as nothing changes."""
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


class LiveSet:
    """One user's live facts: attribute -> row number -> fact. What was never asked for is not read."""

    def __init__(self, erased_at: int) -> None:
        self.erased_at = erased_at
        self.seq = 0
        self.since = self.until = ""
        self.groups: dict[str, Group] = {}
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
        """Take a fact out, if it is here."""
        attribute = self.placed.pop(row, None)
        if attribute is None:
            return
        self._all = None
        group = self.groups[attribute]
        group.drop(row)
        if not group.rows:
            del self.groups[attribute]

    def put(self, row: int, fact: Fact) -> None:
        """Add a fact, or write one again."""
        if self.placed.get(row, fact.attribute) != fact.attribute:
            self.drop(row)
        self._all = None
        self.groups.setdefault(fact.attribute, Group()).put(row, fact)
        self.placed[row] = fact.attribute

    def select(self, attribute: str | None, asked: Asked) -> tuple[Fact, ...]:
        """The facts of an attribute, of those under a prefix, or all, by attribute and row."""
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


class PastSet:
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
