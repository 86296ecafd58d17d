"""An answer as it is compared: masked, taken apart and scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..claims import FEATURES, SourceRecord, decompose, framing
from .distance import jaccard, kendall, matrix, top_change
from .mask import masked, survivors
from .subject import Case, Output

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Reading:
    """One masked answer: what it states (true or not), how it judges, its clauses word for word (`said`), and its
    scores in the order of `FEATURES`.

    An order of items has `ranking` alone.
    """

    text: str = ""
    facts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    scores: tuple[float, ...] = ()
    precision: float | None = None
    coverage: float | None = None
    ranking: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def framing(self) -> float:
        """The one score that sums up the judgement."""
        return self.scores[FEATURES.index("framing")] if self.scores else 0.0


def read(answer: Output, name: str, case: Case) -> Reading:
    """Mask and read one answer. `left` names parts of a name that masking could not take out."""
    if not isinstance(answer, str):
        return Reading(ranking=answer)
    text = masked(answer, name) if name else masked(answer, case.name)
    left = survivors(text, tuple(filter(None, (name,))))
    return Reading(text, *_taken_apart(text, case.record), left=left)


@lru_cache(maxsize=20_000)
def _taken_apart(
    text: str, record: SourceRecord
) -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[float, ...], float | None, float | None]:
    made = decompose(text, record)
    facts = frozenset(" ".join(key) for key in made.keys)
    words = frozenset(word for word, _ in made.evaluative_words)
    said = frozenset(" ".join(reading.clause.words) for reading in made.clauses)
    return facts, words, said, framing(made).values(), made.precision, made.coverage


def aspects(readings: Sequence[Reading], top: int) -> dict[str, npt.NDArray[np.float64]]:
    """Pairwise distances by aspect: facts, judging words, wording and framing of texts; order and top of orders."""
    if any(reading.ranking for reading in readings):
        orders = [reading.ranking for reading in readings]
        change: Callable[[tuple[str, ...], tuple[str, ...]], float] = lambda a, b: top_change(a, b, top)  # noqa: E731
        return {"order": matrix(orders, kendall), "top": matrix(orders, change)}
    return {
        "facts": matrix([reading.facts for reading in readings], jaccard),
        "words": matrix([reading.words for reading in readings], jaccard),
        "wording": matrix([reading.said for reading in readings], jaccard),
        "framing": matrix([reading.framing for reading in readings], lambda a, b: abs(a - b)),
    }
