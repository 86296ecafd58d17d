"""The share of a set of reviews: estimate, interval, refusals and warnings. Sets only, never one review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bootstrap import bootstrap_shares, cluster, interval
from .calibration import IDENTITY, Calibration
from .corpus import Corpus, make_corpus
from .distance import Distance, distance, foreign
from .likelihood import solve
from .records import segment_order
from .table import ReferenceTable

FEWEST_SENTENCES = 200
FEWEST_REVIEWS = 20
REPLICATES = 1_000
NORMAL = 1.96
SCOPE = (
    "The share is of all sentences together, for text like that of the generators the table was made from; it says "
    "nothing of any single review, and other models are counted only as far as they write alike."
)

FOREIGN = (
    "The table is foreign to these reviews: for text of other models the share is a lower bound only, and words of "
    "another subject may be taken for a model's, so fit a table of this domain before reading it as a share"
)


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """The share of sentences consistent with model-written text, with a 95 % interval; or why there is none.

    `raw` values are the likelihood's own, the others are calibrated; the interval comes from a bootstrap of
    reviews, widened by the calibration's own error. It does not hold the error of a foreign table: `lower_bound`
    says that the share may be much higher.
    """

    sentences: int
    reviews: int
    refused: str | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    raw: float | None = None
    raw_low: float | None = None
    raw_high: float | None = None
    replicates: int = 0
    lower_bound: bool = False
    warnings: tuple[str, ...] = ()
    distance: Distance | None = None


def estimate_share(
    sample: Corpus,
    table: ReferenceTable,
    *,
    seed: int = 0,
    replicates: int = REPLICATES,
    fewest_sentences: int = FEWEST_SENTENCES,
    fewest_reviews: int = FEWEST_REVIEWS,
) -> ShareEstimate:
    """Estimate the share in a sample. Too small a sample or a refused table gives an estimate without a share."""
    reviews = len(np.unique(sample.review_of))
    refused = _refusal(sample, reviews, table, fewest_sentences, fewest_reviews)
    if refused is not None:
        return ShareEstimate(len(sample), reviews, refused)
    gains = table.gains(sample.word_sets)
    raw = solve(gains)
    grouped = cluster(gains, sample.review_of)
    drawn = bootstrap_shares(grouped, replicates, np.random.default_rng(seed))
    raw_low, raw_high = interval(grouped, raw, drawn)
    share, low, high = _calibrated(raw, raw_low, raw_high, curve_of(table))
    far = distance(table, sample, raw)
    reason = foreign(table, far)
    return ShareEstimate(
        len(sample), reviews, None, share, low, high, raw, raw_low, raw_high, replicates,
        reason is not None, _warnings(reason, table), far,
    )  # fmt: skip


def curve_of(table: ReferenceTable) -> Calibration:
    """The table's calibration; raw values as they are where it has none."""
    card = table.facts.get("calibration")
    return Calibration.from_dict(card) if card else IDENTITY


def _refusal(
    sample: Corpus, reviews: int, table: ReferenceTable, fewest_sentences: int, fewest_reviews: int
) -> str | None:
    if len(sample) < fewest_sentences:
        return f"the sample has {len(sample)} sentences, at least {fewest_sentences} are needed"
    if reviews < fewest_reviews:
        return f"the sample has {reviews} reviews, at least {fewest_reviews} are needed"
    refused = table.facts.get("refused")
    return None if refused is None else f"the table cannot be used: {refused}"


def _calibrated(
    raw: float, raw_low: float, raw_high: float, curve: Calibration
) -> tuple[float, float, float]:
    """Calibrated share with its interval: bootstrap and calibration error add as squares."""
    share, low, high = (float(one) for one in curve.apply(np.asarray([raw, raw_low, raw_high])))
    extra = NORMAL * curve.spread
    below = np.hypot(max(0.0, share - low), extra)
    above = np.hypot(max(0.0, high - share), extra)
    return share, float(max(0.0, share - below)), float(min(1.0, share + above))


def _warnings(reason: str | None, table: ReferenceTable) -> tuple[str, ...]:
    found = [SCOPE]
    if reason is not None:
        found.insert(0, f"{FOREIGN}: {reason}.")
    if "calibration" not in table.facts:
        found.append("The table is not calibrated: near 0 the share is too high, near 1 too low.")
    return tuple(found)


def shares_by(
    texts: Sequence[str],
    keys: Sequence[str | None],
    table: ReferenceTable,
    *,
    seed: int = 0,
    replicates: int = REPLICATES,
) -> dict[str, ShareEstimate]:
    """One estimate for each segment; reviews whose key is None are in none. Numbers come by size, names by name."""
    members: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key is not None:
            members.setdefault(key, []).append(place)
    whole = make_corpus(texts)
    return {
        key: estimate_share(whole.part(members[key]), table, seed=seed, replicates=replicates)
        for key in sorted(members, key=segment_order)
    }
