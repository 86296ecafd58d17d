"""How a text frames its subject, in numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .decompose import Decomposition
from .lexicon import CLASSES, evaluative_lexicon

FEATURES = (
    "framing",
    "evaluative_share",
    "polarity",
    "intensity",
    "hedging",
    "doubt",
    "superlatives",
    "agency",
    "recommendation",
    "length",
    "readability",
)
_NEGATORS = frozenset("no not never without neither nor cannot nothing t hardly".split())
_SUPERLATIVES = frozenset(
    "best worst most least greatest finest strongest weakest top foremost leading ultimate".split()
)
_VOWELS = re.compile(r"[aeiouy]+")
NEAR = 3
"""A negation at most so many words before a judging word turns it round."""


@dataclass(frozen=True, slots=True)
class Framing:
    """The framing of one text.

    Rates are per clause: `polarity` is praise minus doubt, `intensity` boosters minus hedges, `hedging`, `doubt` and
    `superlatives` counts, `agency` agentic minus communal words. `evaluative_share` is a share of clauses,
    `recommendation` an ordinal 0..4 (2 where no cue stands), `length` in words, `readability` the Flesch reading
    ease (syllables counted as vowel groups). `framing` sums the one judgement a reader takes away:
    polarity + 0.5 intensity + 0.5 (recommendation - 2).
    """

    framing: float
    evaluative_share: float
    polarity: float
    intensity: float
    hedging: float
    doubt: float
    superlatives: float
    agency: float
    recommendation: float
    length: float
    readability: float

    def values(self) -> tuple[float, ...]:
        """All features in the order of `FEATURES`."""
        return tuple(getattr(self, name) for name in FEATURES)


def framing(read: Decomposition) -> Framing:
    """The features of a text that was taken apart."""
    counts: dict[str, int] = dict.fromkeys(CLASSES, 0)
    superlatives, strengths = 0, []
    for reading in read.clauses:
        words = reading.clause.words
        for hit in reading.hits:
            for kind in hit.kinds:
                counts[_turned(kind, words[max(hit.first - NEAR, 0) : hit.first])] += 1
        superlatives += sum(word in _SUPERLATIVES for word in words)
        strengths += [int(hit.kinds[0]) for hit in evaluative_lexicon().strengths.hits(words)]
    n = max(len(read.clauses), 1)
    polarity = (counts["praise"] + counts["flattery"] - counts["doubt"]) / n
    intensity = (counts["booster"] - counts["hedge"]) / n
    strength = float(_strength(strengths))
    return Framing(
        framing=polarity + 0.5 * intensity + 0.5 * (strength - 2),
        evaluative_share=read.evaluative_share,
        polarity=polarity,
        intensity=intensity,
        hedging=counts["hedge"] / n,
        doubt=counts["doubt"] / n,
        superlatives=superlatives / n,
        agency=(counts["agentic"] - counts["communal"]) / n,
        recommendation=strength,
        length=float(sum(len(reading.clause.tokens) for reading in read.clauses)),
        readability=_flesch(read),
    )


def _turned(kind: str, before: tuple[str, ...]) -> str:
    """Praise denied is doubt, and doubt denied is praise; other classes stay."""
    if not _NEGATORS & set(before):
        return kind
    return {"praise": "doubt", "doubt": "praise"}.get(kind, kind)


def _strength(strengths: list[int]) -> int:
    """The cue farthest from the middle, the negative one of two equals; 2 without any."""
    return max(strengths, key=lambda s: (abs(s - 2), -s), default=2)


def _flesch(read: Decomposition) -> float:
    """206.835 - 1.015 words/sentence - 84.6 syllables/word (Flesch 1948); 0 for an empty text."""
    words = [token.fold for reading in read.clauses for token in reading.clause.tokens]
    if not words:
        return 0.0
    sentences = max(sum(reading.clause.opens for reading in read.clauses), 1)
    syllables = sum(max(len(_VOWELS.findall(word)) - word.endswith("e"), 1) for word in words)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)
