"""Fitting a reference table from human and from model-written reviews, calibrated on text it was not made from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ....errors import DataError, UsageError
from .calibration import BlendErrors, Calibration, Side, blend_errors, blends, fit_calibration
from .corpus import Corpus, document_counts, make_corpus
from .distance import reference_distance
from .table import SMOOTHING, ReferenceTable

FEWEST_SENTENCES = 500
ADVISED_SENTENCES = 5_000
FEWEST_WORDS = 100
MIN_COUNT = 8
MOST_LOW_ERROR = 3.0
"""A table is refused for use when blends of up to 10 % are missed by more than this many points."""
PARTS = (0.6, 0.2, 0.2)
"""Shares of the reviews that make the table, calibrate it, and check it."""


def fit_table(
    human: Sequence[str],
    model: Sequence[str],
    *,
    seed: int = 0,
    domain: str = "",
    generator: str = "",
    min_count: int = MIN_COUNT,
    smoothing: float = SMOOTHING,
    notes: Mapping[str, Any] | None = None,
) -> ReferenceTable:
    """A table from review texts of both origins.

    Reviews are dealt into three parts by the hash of their text: one makes the counts, one the calibration, and
    one measures the errors that are reported. A word counts when `min_count` sentences of the first part hold
    it. Raises `DataError` when there is too little text, naming how much there is, or when both sides are alike.
    """
    if smoothing <= 0 or min_count < 1:
        raise UsageError("Smoothing must be above 0 and the minimum count at least 1")
    texts = {"human": sorted(set(human)), "model": sorted(set(model))}
    parts = {side: _dealt(listed) for side, listed in texts.items()}
    _enough(parts)
    made = _counted(parts["human"][0], parts["model"][0], min_count, smoothing)
    _different(made)
    facts = {
        "domain": domain,
        "generator": generator,
        "min_count": min_count,
        "seed": seed,
        "texts": {side: _described(listed, parts[side]) for side, listed in texts.items()},
        **(notes or {}),
    }
    return _calibrated(made, parts, facts, np.random.default_rng(seed))


def _dealt(texts: Sequence[str]) -> tuple[Corpus, Corpus, Corpus]:
    """Three parts by hash, so that the same text is always in the same part."""
    limits = np.cumsum(PARTS)
    heaps: tuple[list[str], list[str], list[str]] = ([], [], [])
    for text in texts:
        place = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2**32
        heaps[int(np.searchsorted(limits[:2], place, side="right"))].append(text)
    return make_corpus(heaps[0]), make_corpus(heaps[1]), make_corpus(heaps[2])


def check_parts(human: Sequence[str], model: Sequence[str]) -> tuple[Corpus, Corpus]:
    """The parts that `fit_table` makes neither counts nor calibration from: human and model side."""
    return _dealt(sorted(set(human)))[2], _dealt(sorted(set(model)))[2]


def _described(texts: Sequence[str], parts: Sequence[Corpus]) -> dict[str, Any]:
    every = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    return {"reviews": len(texts), "sentences": [len(part) for part in parts], "sha256": every}


def _enough(parts: Mapping[str, Sequence[Corpus]]) -> None:
    for side, listed in parts.items():
        total = sum(len(part) for part in listed)
        if total < FEWEST_SENTENCES:
            raise DataError(
                f"The {side} side of the reference is too small: {total} sentences, "
                f"at least {FEWEST_SENTENCES} are needed",
                hint=f"Give more text; {ADVISED_SENTENCES:,} sentences a side are advised.",
            )


def _counted(human: Corpus, model: Corpus, min_count: int, smoothing: float) -> ReferenceTable:
    left, right = document_counts(human.word_sets), document_counts(model.word_sets)
    kept = sorted(
        word for word in left.keys() | right.keys() if left.get(word, 0) + right.get(word, 0) >= min_count
    )
    if len(kept) < FEWEST_WORDS:
        raise DataError(
            f"Only {len(kept)} words stand in {min_count} sentences or more; at least {FEWEST_WORDS} are needed",
            hint="Give more text, or lower --min-count.",
        )
    return ReferenceTable(
        tuple(kept),
        np.asarray([left.get(word, 0) for word in kept], dtype=np.int64),
        np.asarray([right.get(word, 0) for word in kept], dtype=np.int64),
        len(human),
        len(model),
        smoothing,
    )


def _different(table: ReferenceTable) -> None:
    if float(np.abs(table.deltas).max()) < 1e-9:
        raise DataError(
            "Both sides of the reference are alike: the share is undefined",
            hint="Give text of people on one side and of a model on the other.",
        )


def _calibrated(
    table: ReferenceTable,
    parts: Mapping[str, Sequence[Corpus]],
    facts: dict[str, Any],
    rng: np.random.Generator,
) -> ReferenceTable:
    """The table with its calibration curve, and the errors of blends from the part that made neither."""
    sides = [{side: held_out(table, parts[side][at]) for side in parts} for at in (1, 2)]
    for pair in sides:
        for side, one in pair.items():
            if not len(one.gains):
                raise DataError(f"The {side} side has too few reviews to hold any out for calibration")
    curve = fit_calibration(blends(sides[0]["human"], sides[0]["model"], rng))
    errors = blend_errors(blends(sides[1]["human"], sides[1]["model"], rng), curve)
    spread = float(np.sqrt(np.mean(np.square(list(errors.bias.values()))))) / 100
    curve = Calibration(curve.raw, curve.share, spread)
    return ReferenceTable(
        table.words,
        table.human,
        table.model,
        table.human_sentences,
        table.model_sentences,
        table.smoothing,
        {
            **facts,
            "calibration": curve.as_dict(),
            "blend_errors": errors.as_dict(),
            "refused": _refusal(errors),
            "distance": reference_distance(table, parts["human"][1], parts["human"][2]),
        },
    )


def held_out(table: ReferenceTable, corpus: Corpus) -> Side:
    """The gains of a corpus under a table, as one side of a blend."""
    return Side(table.gains(corpus.word_sets), corpus.review_of)


def _refusal(errors: BlendErrors) -> str | None:
    """Why the table must not be used, or None."""
    if errors.low <= MOST_LOW_ERROR:
        return None
    return (
        f"the reference is too small: held-out blends of up to 10 % are missed by {errors.low:.1f} points, "
        f"at most {MOST_LOW_ERROR:.0f} are allowed"
    )
