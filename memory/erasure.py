"""Erasing: the rows, the words, the vectors, the ledger's content, the freed pages; then proof.

Forgetting closes a fact; erasing removes it. Whatever else stood for the same thing goes with it (see `kinship`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from ..errors import StoreError
from . import canary
from .embedder import Vectors
from .index import IndexBroken, SemanticIndex
from .kinship import kin, renamings, titles_gone
from .rows import FACT_COLUMNS, fact_of
from .settle import describe
from .store import Store
from .transaction import load_schema
from .types import Fact


@runtime_checkable
class Erasable(Protocol):
    """Another store that may hold what a user said: checkpoints, logs, caches, exports."""

    name: str

    def erase(self, user_id: str, strings: Sequence[str] | None) -> int:
        """Remove everything of the user's that contains one of the strings (everything at all when None).

        Gives the number of things removed. The bytes must be gone from the files afterwards.
        """
        ...

    def files(self) -> Iterable[Path]:
        """Every file the store keeps, to be scanned."""
        ...


@runtime_checkable
class Keeper(Erasable, Protocol):
    """An `Erasable` that can say which strings it still holds for a reason of its own."""

    def keeps(self, user_id: str, strings: Sequence[str]) -> Collection[str]:
        """Those of the strings that stand in its files for others (another user's talk, a catalogue)."""
        ...


@dataclass(slots=True)
class Plan:
    """What is to be erased, read before anything is touched.

    `renamed` are subjects of facts that stay and would go on telling an erased title: old -> new name.
    """

    facts: list[Fact]
    phrases: list[str]
    vectors: dict[str, Vectors]
    surviving: dict[str, Vectors]
    titles: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)

    @property
    def strings(self) -> list[str]:
        """The words that must not remain, longest first."""
        words = {fact.value_text for fact in self.facts} | {fact.value_norm for fact in self.facts}
        every = (*words, *self.phrases, *self.titles)
        return sorted({text for text in every if text.strip()}, key=lambda s: (-len(s), s))


def make_plan(
    connection: sqlite3.Connection, index: SemanticIndex | None, user_id: str, fact_ids: Sequence[str] | None
) -> Plan:
    """Gather the facts (all of the user's when `fact_ids` is None), their phrases and their vectors."""
    every = [
        fact_of(row)
        for row in connection.execute(
            f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = ? ORDER BY seq", (user_id,)
        )
    ]
    facts = every if fact_ids is None else kin(every, set(fact_ids), load_schema(connection))
    gone = {fact.fact_id for fact in facts}
    phrases = []
    for fact in facts:
        rows = connection.execute("SELECT text FROM evidence WHERE fact_id = ?", (fact.fact_id,))
        phrases += [row[0] for row in rows]
    kept = _vectors(index, user_id)
    staying = [fact for fact in every if fact.fact_id not in gone]
    return Plan(
        facts,
        phrases,
        {fact_id: vector for fact_id, vector in kept.items() if fact_id in gone},
        {fact_id: vector for fact_id, vector in kept.items() if fact_id not in gone},
        titles=titles_gone(facts, staying),
        renamed=renamings(facts, staying),
    )


def _vectors(index: SemanticIndex | None, user_id: str) -> dict[str, Vectors]:
    if index is None:
        return {}
    try:
        return index.vectors.get(user_id)
    except IndexBroken:
        # Unreadable, so nothing to carry over: the folder is thrown away whole and rebuilt later.
        return {}


def erase_vectors(index: SemanticIndex | None, user_id: str, plan: Plan, generation: int | None) -> None:
    """Throw the user's index away, files included, and put the surviving vectors into a fresh one."""
    if index is None:
        return
    had_any = bool(plan.vectors or plan.surviving)
    keep = generation if plan.surviving else None
    try:
        index.vectors.reset(user_id, keep)
        if keep is not None:
            ids = sorted(plan.surviving)
            import numpy as np

            index.vectors.upsert(user_id, ids, np.stack([plan.surviving[fact_id] for fact_id in ids]))
    except IndexBroken:
        index.vectors.reset(user_id, None)
    if had_any:
        plan.removed["vectors"] = len(plan.vectors)


def compact(store: Store) -> list[str]:
    """Rewrite the database without its freed pages and empty the write-ahead log; says what failed."""
    try:
        with store.alone() as connection:
            connection.execute("INSERT INTO fact_fts (fact_fts) VALUES ('optimize')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except StoreError as error:
        return [f"{store.path.name}: freed pages could not be rewritten ({error.what})"]
    return [f"{store.path.name}: the log could not be emptied, another process reads it"] if busy else []


def needles_of(plan: Plan, index: SemanticIndex | None) -> list[canary.Needle]:
    """Everything to look for."""
    found: list[canary.Needle | None] = [canary.word_needle(text) for text in plan.strings]
    for fact in plan.facts:
        found += [canary.row_needle(fact), canary.id_needle(fact.fact_id)]
    found += [canary.vector_needle(vector) for vector in plan.vectors.values()]
    if index is not None and index.embedder.loaded and plan.facts:
        # As computed, too: an index may store a vector scaled, and its log as it came.
        fresh = index.embedder.encode([describe(fact) for fact in plan.facts])
        found += [canary.vector_needle(vector) for vector in fresh]
    return list(dict.fromkeys(needle for needle in found if needle is not None))


def kept_text(connection: sqlite3.Connection) -> bytes:
    """Text that stays in the files on purpose, in lower case: what excuses a needle."""
    sources = (
        "SELECT DISTINCT attribute || value_norm || value_text FROM fact",
        "SELECT DISTINCT value_norm FROM fact",
        "SELECT DISTINCT value_text FROM fact",
        "SELECT DISTINCT replace(replace(attribute, '.', ' '), '_', ' ') || ' ' || attribute FROM fact",
        "SELECT DISTINCT text FROM evidence",
        "SELECT value_norm || ' ' || alias FROM alias",
        "SELECT attribute || ' ' || cardinality || ' ' || value_type FROM attribute_schema",
        "SELECT conflict_policy || ' ' || sensitivity FROM attribute_schema",
        "SELECT user_id FROM head",
        "SELECT DISTINCT extractor || ' ' || source_kind || ' ' || subject FROM fact",
        "SELECT DISTINCT reason || ' ' || actor || ' ' || kind FROM op_ledger",
        "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema",
    )
    parts = [str(row[0]) for sql in sources for row in connection.execute(sql)]
    return "\n".join(parts).encode().lower()
