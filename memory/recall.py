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

FREQUENT = 1000
"""Of common words, one in fewer rows than this is worth asking for together with others."""

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
    ranking = sorted(scores, key=lambda fact_id: (-scores[fact_id], fact_id))
    best = _best(connection, user_id, ranking, k, now)
    mode = "hybrid" if nearest is not None else "text"
    return SearchHits(((fact, scores[fact.fact_id]) for fact in best), mode=mode, note=note)


def _by_words(connection: sqlite3.Connection, user_id: str, query: str, pool: int) -> list[str]:
    """Facts with rare words of the query, best first by BM25; then the newest with the common ones.

    A word in very many facts hardly tells them apart (BM25 gives it next to no weight), and ranking all of
    these would take time that grows with the store.
    """
    words = list(dict.fromkeys(_WORD.findall(query.casefold())))[:64]
    counts = {word: _count(connection, word, COMMON) for word in words}
    rare = [word for word in words if counts[word] < COMMON]
    common = [word for word in words if counts[word] >= COMMON]
    found = _ranked(connection, user_id, rare, pool) if any(counts[word] for word in rare) else []
    for match in _matches(connection, common):
        if len(found) < pool:
            found += [f for f in _newest(connection, user_id, match, pool) if f not in found]
    return found[:pool]


def _count(connection: sqlite3.Connection, word: str, limit: int) -> int:
    """In how many rows a word stands, counted up to a limit."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM fact_fts WHERE fact_fts MATCH ? LIMIT ?)"
    return int(scalar(connection, sql, (f'body : "{word}"', limit)))


def _matches(connection: sqlite3.Connection, common: Sequence[str]) -> list[str]:
    """How to ask for common words: the two rarest together, if few rows have one of them; then any word."""
    counts = {word: _count(connection, word, FREQUENT) for word in common} if len(common) > 1 else {}
    rarest = sorted(counts, key=lambda word: counts[word])[:2]
    asked = [f'"{rarest[0]}" AND "{rarest[1]}"'] if rarest and counts[rarest[0]] < FREQUENT else []
    return [*asked, " OR ".join(f'"{word}"' for word in common)] if common else []


def _ranked(connection: sqlite3.Connection, user_id: str, words: Sequence[str], pool: int) -> list[str]:
    match = " OR ".join(f'"{word}"' for word in words)
    sql = (
        "SELECT f.fact_id FROM fact_fts JOIN fact f ON f.seq = fact_fts.rowid"
        " WHERE fact_fts MATCH ? AND f.user_id = ? ORDER BY fact_fts.rank, f.seq LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (f"body : ({match})", user_id, pool))]


def _newest(connection: sqlite3.Connection, user_id: str, match: str, pool: int) -> list[str]:
    asked = f"body : ({match})"
    if scalar(connection, "SELECT count(*) FROM (SELECT 1 FROM head LIMIT 2)") > 1:
        asked = f'owner : "u{user_id.encode().hex()}" AND {asked}'
    sql = (
        "SELECT f.fact_id FROM fact_fts CROSS JOIN fact f ON f.seq = fact_fts.rowid"
        " WHERE fact_fts MATCH ? AND f.user_id = ? ORDER BY fact_fts.rowid DESC LIMIT ?"
    )
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


def _best(
    connection: sqlite3.Connection, user_id: str, ranking: Sequence[str], k: int, now: datetime
) -> list[Fact]:
    """The first `k` that are live. Few in the ranking are not, so it is read a little at a time."""
    best: list[Fact] = []
    step = max(k, 8)
    for start in range(0, len(ranking), step):
        if len(best) >= k:
            break
        part = ranking[start : start + step]
        live = {fact.fact_id: fact for fact in _still_live(connection, user_id, part, now)}
        best += [live[fact_id] for fact_id in part if fact_id in live]
    return best[: max(k, 0)]


def _still_live(
    connection: sqlite3.Connection, user_id: str, fact_ids: Sequence[str], now: datetime
) -> list[Fact]:
    """Fail closed: only what the predicate lets through at this moment comes back."""
    if not fact_ids:
        return []
    names = {f"i{i}": fact_id for i, fact_id in enumerate(fact_ids)}
    sql = (
        # The plus leaves the index on ids as the only one to use.
        f"SELECT {FACT_COLUMNS} FROM fact WHERE +user_id = :user AND {VALID}"
        f" AND fact_id IN ({', '.join(f':{name}' for name in names)})"
    )
    rows = connection.execute(sql, {"user": user_id, "t": stamp(now), **names})
    return [fact_of(row) for row in rows]
