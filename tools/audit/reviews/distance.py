"""How far a sample's language is from the table's own: whether the table is foreign to it.

With a table from another domain or another model the share is grossly underestimated (a share of 1 read as 0.27
in one published pair of corpora), so a foreign table gives a lower bound only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .corpus import Corpus, document_counts
from .likelihood import Floats
from .table import ReferenceTable

COMMON_WORDS = 150
LEAST_COVERAGE = 0.9
"""A table is foreign when it knows less than this part of the words it knows of its own domain."""
MOST_DEVIATION = 2.0
"""... or when common words deviate this many times as much as in held-out text of its own domain."""
FLOOR = 0.25


@dataclass(frozen=True, slots=True)
class Distance:
    """`coverage`: share of word occurrences that the table knows. `deviation`: typical relative deviation of the
    rates of common words from what the table expects at the estimated share, sampling noise taken off."""

    coverage: float
    deviation: float

    def as_dict(self) -> dict[str, float]:
        """JSON-ready."""
        return {"coverage": self.coverage, "deviation": self.deviation}


def distance(table: ReferenceTable, sample: Corpus, share: float) -> Distance:
    """Compare a sample with the mixture that the table predicts at `share`."""
    counts = document_counts(sample.word_sets)
    total = sum(counts.values())
    known = sum(count for word, count in counts.items() if word in table.index)
    expected = (1 - share) * table.human_rates + share * table.model_rates
    return Distance(known / total if total else 0.0, _deviation(table, counts, len(sample), expected))


def _deviation(
    table: ReferenceTable, counts: Mapping[str, int], sentences: int, expected_rates: Floats
) -> float:
    """Root mean square of (observed - expected) / expected over common words, less its sampling part.

    With Poisson counts the sampling part of ((o - e) / e)^2 is 1 / e.
    """
    common = np.argsort(-expected_rates, kind="stable")[:COMMON_WORDS]
    expected = expected_rates[common] * max(sentences, 1)
    observed = np.asarray([counts.get(table.words[at], 0) for at in common], dtype=np.float64)
    squares = ((observed - expected) / expected) ** 2 - 1 / expected
    return float(np.sqrt(max(0.0, float(np.average(squares, weights=expected)))))


def reference_distance(table: ReferenceTable, *human: Corpus) -> dict[str, float]:
    """The distance of held-out human text of the table's own domain: what counts as near."""
    found = [distance(table, one, 0.0) for one in human]
    return Distance(min(one.coverage for one in found), max(one.deviation for one in found)).as_dict()


def foreign(table: ReferenceTable, found: Distance) -> str | None:
    """Why the table is foreign to a sample, with numbers, or None where it is not."""
    own: Mapping[str, Any] = table.facts.get("distance") or {}
    if not own:
        return "the table does not say how near its own domain is, so it is treated as foreign"
    least = LEAST_COVERAGE * float(own["coverage"])
    most = max(FLOOR, MOST_DEVIATION * float(own["deviation"]))
    reasons = []
    if found.coverage < least:
        reasons.append(f"it knows {found.coverage:.0%} of the words (own domain: {own['coverage']:.0%})")
    if found.deviation > most:
        reasons.append(
            f"common words deviate by {found.deviation:.0%} (own domain: {float(own['deviation']):.0%})"
        )
    return "; ".join(reasons) or None
