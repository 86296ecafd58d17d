"""Index work, done after the reply: what the outbox holds is carried into the vector index."""

from __future__ import annotations

import sqlite3

from .facts import get_facts, open_facts
from .index import IndexBroken, SemanticIndex
from .labels import about_document
from .recall import expected_generation
from .store import Store
from .types import Fact, Status
from .vocabulary import GOAL

BATCH = 256


def describe(fact: Fact) -> str:
    """The sentence that stands for a fact in vector space."""
    words = fact.attribute.replace(".", " ").replace("_", " ")
    verb = {1: "likes", -1: "dislikes"}.get(fact.polarity, "about")
    if fact.attribute.startswith(f"{GOAL}."):
        verb = "about"
    return f"{verb} {words}: {fact.value_text}{about_document(fact.subject)}"


def settle(store: Store, index: SemanticIndex, user_id: str) -> int:
    """Bring the user's vectors up to date; gives the number of vectors added or taken out.

    Reads the outbox, does the work, and only then strikes the lines off: a crash in between repeats work
    that is harmless to repeat. An index of another generation, or one that cannot be read, is rebuilt.
    """
    with store.reading() as connection:
        generation = expected_generation(connection, user_id)
        whole = index.vectors.generation(user_id) != generation
        head = _head(connection, user_id)
        todo = [] if whole else _todo(connection, user_id)
    try:
        if whole:
            done = _rebuild(store, index, user_id, generation)
        else:
            done = _work(store, index, user_id, todo, generation)
    except IndexBroken:
        done = _rebuild(store, index, user_id, generation)
    with store.writing() as connection:
        connection.execute("DELETE FROM outbox WHERE user_id = ? AND seq <= ?", (user_id, head))
    return done


def _head(connection: sqlite3.Connection, user_id: str) -> int:
    row = connection.execute("SELECT max(seq) FROM outbox WHERE user_id = ?", (user_id,)).fetchone()
    return row[0] or 0


def _todo(connection: sqlite3.Connection, user_id: str) -> list[str]:
    rows = connection.execute("SELECT DISTINCT fact_id FROM outbox WHERE user_id = ?", (user_id,))
    return [row[0] for row in rows]


def _work(store: Store, index: SemanticIndex, user_id: str, todo: list[str], generation: int) -> int:
    """What an entry asks for does not matter: whether the fact is active now decides."""
    if not todo:
        return 0
    wanted = set(todo)
    live = [fact for fact in _active(store, user_id) if fact.fact_id in wanted]
    gone = sorted(wanted - {fact.fact_id for fact in live})
    index.vectors.delete(user_id, gone)
    _add(store, index, user_id, live, generation)
    return len(live) + len(gone)


def _rebuild(store: Store, index: SemanticIndex, user_id: str, generation: int) -> int:
    live = _active(store, user_id)
    index.vectors.reset(user_id, generation if live else None)
    _add(store, index, user_id, live, generation)
    return len(live)


def _active(store: Store, user_id: str) -> list[Fact]:
    """Every active row, also one that begins to hold later: reading asks for validity anyway."""
    with store.reading() as connection:
        return list(open_facts(connection, user_id, status=Status.ACTIVE))


def _add(store: Store, index: SemanticIndex, user_id: str, facts: list[Fact], generation: int) -> None:
    for start in range(0, len(facts), BATCH):
        part = facts[start : start + BATCH]
        vectors = index.embedder.encode([describe(fact) for fact in part])
        # Embedding takes time. What was closed or erased meanwhile must not slip back in, so the last
        # look and the write happen while nobody else can write.
        with store.writing() as connection:
            if expected_generation(connection, user_id) != generation:
                return
            known = get_facts(connection, user_id, [fact.fact_id for fact in part])
            keep = [i for i, fact in enumerate(part) if _is_active(known.get(fact.fact_id))]
            index.vectors.upsert(user_id, [part[i].fact_id for i in keep], vectors[keep])


def _is_active(fact: Fact | None) -> bool:
    return fact is not None and fact.status is Status.ACTIVE
