"""A text taken apart: every clause with its grounded facts, ungrounded claims and evaluative words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from .clauses import Clause, clauses
from .find import Claim, claims_of
from .lexicon import EvaluativeLexicon, Hit, evaluative_lexicon
from .objects import ENOUGH
from .record import SourceRecord
from .terms import overlap

Label = Literal["fact", "ungrounded", "evaluative"]


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """One clause: its claims and its evaluative words. A mixed clause keeps every label it earns."""

    clause: Clause
    claims: tuple[Claim, ...]
    hits: tuple[Hit, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the clause holds; empty for connecting words alone."""
        found: list[Label] = []
        if any(claim.grounded for claim in self.claims):
            found.append("fact")
        if any(not claim.grounded for claim in self.claims):
            found.append("ungrounded")
        if self.hits:
            found.append("evaluative")
        return tuple(found)

    def words(self, hit: Hit) -> str:
        """An evaluative hit as it is written."""
        first, last = self.clause.tokens[hit.first], self.clause.tokens[hit.last - 1]
        return self.clause.text[first.start - self.clause.start : last.end - self.clause.start]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A whole text taken apart against `record`."""

    clauses: tuple[ClauseReading, ...]
    record: SourceRecord
    lexicon_version: int

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in order."""
        return tuple(claim for reading in self.clauses for claim in reading.claims)

    @property
    def grounded(self) -> frozenset[tuple[str, ...]]:
        """Keys of what the sources bear out."""
        return frozenset(claim.key for claim in self.claims if claim.grounded)

    @property
    def ungrounded(self) -> tuple[Claim, ...]:
        """What no source bears out."""
        return tuple(claim for claim in self.claims if not claim.grounded)

    @property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """Keys of everything that is said, true or not: what is compared between two texts."""
        return frozenset(claim.key for claim in self.claims)

    @property
    def precision(self) -> float | None:
        """Share of the claims that are grounded; None where nothing is claimed."""
        claims = self.claims
        return sum(claim.grounded for claim in claims) / len(claims) if claims else None

    @property
    def coverage(self) -> float | None:
        """Share of the record's fields that the text mentions; None for an empty record."""
        return len(self.mentioned) / len(self.record.fields) if self.record.fields else None

    @property
    def mentioned(self) -> frozenset[int]:
        """Places of the fields that the text states, whole or by most of their words, or by their number."""
        true = [claim for claim in self.claims if claim.grounded]
        found = {claim.field for claim in true if claim.field is not None}
        numbers = {claim.quantity for claim in true}
        said = [
            {part for claim in reading.claims if claim.grounded for part in claim.key}
            for reading in self.clauses
        ]
        for place, one in enumerate(self.record.fields):
            by_words = one.words and any(overlap(one.words, frozenset(here)) >= ENOUGH for here in said)
            if by_words or (not one.words and one.numbers & numbers):
                found.add(place)
        return frozenset(found)

    @property
    def evaluative_share(self) -> float:
        """Share of the clauses that judge; 0 for an empty text."""
        judged = sum(bool(reading.hits) for reading in self.clauses)
        return judged / len(self.clauses) if self.clauses else 0.0

    @property
    def evaluative_words(self) -> tuple[tuple[str, str], ...]:
        """(word as folded, first class) of every evaluative hit in order."""
        return tuple(
            (" ".join(reading.clause.words[hit.first : hit.last]), hit.kinds[0])
            for reading in self.clauses
            for hit in reading.hits
        )


def decompose(text: str, record: SourceRecord, lexicon: EvaluativeLexicon | None = None) -> Decomposition:
    """Take a text apart. An evaluative word that the record itself uses is no framing: it is a fact of it."""
    words = lexicon or evaluative_lexicon()
    read = []
    for clause in clauses(text):
        hits = [
            hit for hit in words.hits(clause.words) if not record.holds(clause.words[hit.first : hit.last])
        ]
        judging = frozenset(at for hit in hits for at in range(hit.first, hit.last))
        claims = claims_of(clause, record, judging, _common())
        stated = {
            at
            for at, token in enumerate(clause.tokens)
            if any(claim.grounded and claim.start <= token.start < claim.end for claim in claims)
        }
        free = tuple(hit for hit in hits if not stated & set(range(hit.first, hit.last)))
        read.append(ClauseReading(clause, tuple(claims), free))
    return Decomposition(tuple(read), record, words.version)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    raw = json.loads(
        files(__package__.rpartition(".")[0]).joinpath("lexicon.json").read_text(encoding="utf-8")
    )
    return frozenset(raw["common"])
