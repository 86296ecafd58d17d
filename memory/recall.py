"""Search over what holds now: words (BM25) and vectors, fused by rank, every hit asked of SQLite again."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from .facts import VALID
from .index import IndexBroken, SemanticIndex
from .reports import SearchHits
from .rows import FACT_COLUMNS, fact_of, stamp
from .store import scalar
from .types import Fact

RANK_CONSTANT = 60
"""The constant of reciprocal-rank fusion (Cormack, Clarke and Buettcher 2009)."""

POOL = 50
COMMON = 300
"""A word in as many rows as this is common."""

_WORD = re.compile(r"\w+")


def search(
    connection: sqlite3.Connection,
    index: SemanticIndex | None,
    user_id: str,
    query: str,
    k: int,
    now: datetime,
) -> SearchHits:
    """The `k` live facts nearest to the query, with fused scores; says when vectors were left out."""
    pool = max(POOL, k)
    ranked = [_by_words(connection, user_id, query, pool)]
    nearest, note = _by_meaning(connection, index, user_id, query, pool)
    if nearest is not None:
        ranked.append(nearest)
    scores: dict[str, float] = {}
    for ids in ranked:
        for rank, fact_id in enumerate(ids):
            scores[fact_id] = scores.get(fact_id, 0.0) + 1.0 / (RANK_CONSTANT + rank + 1)
    live = _still_live(connection, user_id, list(scores), now)
    best = sorted(live, key=lambda fact: (-scores[fact.fact_id], fact.fact_id))[: max(k, 0)]
    mode = "hybrid" if nearest is not None else "text"
    return SearchHits(((fact, scores[fact.fact_id]) for fact in best), mode=mode, note=note)


def _by_words(connection: sqlite3.Connection, user_id: str, query: str, pool: int) -> list[str]:
    """Facts with rare words of the query, best first by BM25; then the newest with the common ones.

    A word in very many facts hardly tells them apart (BM25 gives it next to no weight), and ranking all of
    these would take time that grows with the store.
    """
    words = list(dict.fromkeys(_WORD.findall(query.casefold())))[:64]
    rare = [word for word in words if _is_rare(connection, word)]
    found = _ranked(connection, user_id, rare, pool) if rare else []
    common = [word for word in words if word not in rare]
    for join in ("AND", "OR") if common else ():
        if len(found) < pool:
            newest = _newest(connection, user_id, f" {join} ".join(f'"{word}"' for word in common), pool)
            found += [fact_id for fact_id in newest if fact_id not in found]
    return found[:pool]


def _is_rare(connection: sqlite3.Connection, word: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM fact_fts WHERE fact_fts MATCH ? LIMIT ?)"
    return bool(scalar(connection, sql, (f'body : "{word}"', COMMON)) < COMMON)


def _ranked(connection: sqlite3.Connection, user_id: str, words: Sequence[str], pool: int) -> list[str]:
    match = " OR ".join(f'"{word}"' for word in words)
    sql = (
        "SELECT f.fact_id FROM fact_fts JOIN fact f ON f.seq = fact_fts.rowid"
        " WHERE fact_fts MATCH ? AND f.user_id = ? ORDER BY fact_fts.rank, f.seq LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (f"body : ({match})", user_id, pool))]


def _newest(connection: sqlite3.Connection, user_id: str, match: str, pool: int) -> list[str]:
    owner = f"u{user_id.encode().hex()}"
    sql = (
        "SELECT f.fact_id FROM fact_fts CROSS JOIN fact f ON f.seq = fact_fts.rowid"
        " WHERE fact_fts MATCH ? AND f.user_id = ? ORDER BY fact_fts.rowid DESC LIMIT ?"
    )
    asked = f'owner : "{owner}" AND body : ({match})'
    return [row[0] for row in connection.execute(sql, (asked, user_id, pool))]


def _by_meaning(
    connection: sqlite3.Connection, index: SemanticIndex | None, user_id: str, query: str, pool: int
) -> tuple[list[str] | None, str]:
    if index is None:
        return None, "no vector index is set up"
    if not index.embedder.loaded:
        return None, "the embedding model is not loaded yet"
    if not query.strip():
        return None, "an empty query has no meaning to compare"
    try:
        if index.vectors.generation(user_id) != expected_generation(connection, user_id):
            return None, "the vector index is out of date and waits to be rebuilt"
        hits = index.vectors.query(user_id, index.embedder.encode([query])[0], pool)
    except IndexBroken:
        return None, "the vector index cannot be read and waits to be rebuilt"
    return [fact_id for fact_id, _ in hits], ""


def expected_generation(connection: sqlite3.Connection, user_id: str) -> int:
    """The generation a user's index must be of to be believed."""
    return scalar(connection, "SELECT index_generation FROM head WHERE user_id = ?", (user_id,)) or 0


def _still_live(
    connection: sqlite3.Connection, user_id: str, fact_ids: Sequence[str], now: datetime
) -> list[Fact]:
    """Fail closed: only what the predicate lets through at this moment comes back."""
    if not fact_ids:
        return []
    names = {f"i{i}": fact_id for i, fact_id in enumerate(fact_ids)}
    sql = (
        f"SELECT {FACT_COLUMNS} FROM fact WHERE user_id = :user AND {VALID}"
        f" AND fact_id IN ({', '.join(f':{name}' for name in names)})"
    )
    rows = connection.execute(sql, {"user": user_id, "t": stamp(now), **names})
    return [fact_of(row) for row in rows]
