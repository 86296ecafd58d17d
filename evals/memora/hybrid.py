"""This memory's own facts, closed ones too, found by words and vectors: what validity is worth."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from ...memory.types import Fact
from .ours import Ours
from .systems import Setting, SystemAnswer

NEAREST = 20
RANK_CONSTANT = 60
"""Of reciprocal-rank fusion (Cormack, Clarke and Buettcher 2009)."""
_WORD = re.compile(r"\w+")


class Hybrid(Ours):
    """Written as our memory writes; read as if nothing had ever ended."""

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        """Recite the facts nearest to the question, whether they hold or not."""
        user = self.setting.user
        facts = [Fact.model_validate(entry) for entry in self.memory.export(user)["facts"]]
        texts = [_line(fact) for fact in facts]
        order = fused([by_words(texts, question), by_meaning(texts, question)])[:NEAREST]
        found = [facts[place] for place in order]
        ids = tuple(fact.fact_id for fact in found)
        valid = {fact.fact_id for fact in self.memory.facts(user, at=at)}
        lines = tuple(texts[place] for place in order)
        return SystemAnswer(
            text="\n".join(lines),
            cited=ids,
            context_ids=ids,
            rendered_by="recital",
            context=lines,
            stale_ids=tuple(one for one in ids if one not in valid),
        )


def _line(fact: Fact) -> str:
    """A fact as a sentence."""
    return (
        f"You {fact.label}." if fact.polarity else f"{fact.attribute.rsplit('.', 1)[-1]}: {fact.value_text}"
    )


def by_words(texts: Sequence[str], question: str) -> list[int]:
    """Places by BM25 (FTS5)."""
    words = list(dict.fromkeys(_WORD.findall(question.casefold())))[:64]
    if not words or not texts:
        return []
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE line USING fts5(text)")
        db.executemany("INSERT INTO line (rowid, text) VALUES (?, ?)", enumerate(texts, 1))
        match = " OR ".join(f'"{word}"' for word in words)
        rows = db.execute("SELECT rowid FROM line WHERE line MATCH ? ORDER BY rank, rowid LIMIT 50", (match,))
        return [row[0] - 1 for row in rows]


def by_meaning(texts: Sequence[str], question: str) -> list[int]:
    """Places by cosine of MiniLM vectors."""
    from ..fama.meaning import embedder

    if not texts:
        return []
    model = embedder()
    likeness = (model.encode(list(texts)) @ model.encode([question])[0]).tolist()
    return sorted(range(len(texts)), key=lambda place: (-likeness[place], place))[:50]


def fused(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Reciprocal-rank fusion."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, place in enumerate(ranking, 1):
            scores[place] = scores.get(place, 0.0) + 1.0 / (RANK_CONSTANT + rank)
    return sorted(scores, key=lambda place: (-scores[place], place))


def open_hybrid(setting: Setting) -> Hybrid:
    """Hybrid search without validity."""
    return Hybrid(setting)
