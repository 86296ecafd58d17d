"""What the reviews of one item amount to: share, aspect mix, shifts of form, weights, and a caveat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .corpus import make_corpus
from .estimate import ShareEstimate, estimate_share
from .features import measure_features
from .mix import AspectShare, Tagger, aspect_mix, count_aspects
from .records import Review
from .shifts import FEWEST_REVIEWS, Shift, feature_shifts
from .table import ReferenceTable
from .weights import FLOOR, review_weights

MOST_BASELINE = 2_000
MOST_TAGGED = 400

CAVEAT = (
    "A share is of all these reviews together and says nothing of any one of them; text consistent with a model's "
    "may be a person's. Reviews may count less in an average, none is hidden."
)
TOO_FEW = "Too few reviews for a share of model-written text: {reason}."


@dataclass(frozen=True, slots=True)
class ReviewEvidence:
    """The evidence of a set of reviews. `rating` is the plain mean, `weighted_rating` the one with weights.

    `aspects` and `shifts` are empty where there is too little text; `caveat` is to be shown with any figure.
    """

    reviews: int
    sentences: int
    share: ShareEstimate
    aspects: tuple[AspectShare, ...]
    shifts: tuple[Shift, ...]
    rating: float | None
    weighted_rating: float | None
    weights: tuple[float, ...]
    caveat: str


def weigh(
    reviews: Sequence[Review],
    rest: Sequence[Review],
    table: ReferenceTable,
    tagger: Tagger | None,
    *,
    seed: int = 0,
    floor: float = FLOOR,
) -> ReviewEvidence:
    """Evidence of `reviews`; form is compared with `rest`, the reviews of other items (a sample of them).

    Aspects are tagged in a sample of 400 reviews at most, form in 2,000 of the rest, drawn with `seed`.
    """
    texts = [review.text for review in reviews]
    sample = make_corpus(texts)
    share = estimate_share(sample, table, seed=seed)
    weights = review_weights(texts, table, None if share.refused else share.share, floor=floor)
    aspects: tuple[AspectShare, ...] = ()
    if tagger is not None and texts:
        aspects = aspect_mix(count_aspects(_some(texts, MOST_TAGGED, seed), tagger), seed=seed)
    shifts: tuple[Shift, ...] = ()
    if min(len(texts), len(rest)) >= FEWEST_REVIEWS:
        others = _some([review.text for review in rest], MOST_BASELINE, seed)
        shifts = feature_shifts(measure_features(texts, table), measure_features(others, table), seed=seed)
    plain, weighted = _ratings(reviews, weights.tolist())
    caveat = CAVEAT if share.refused is None else f"{TOO_FEW.format(reason=share.refused)} {CAVEAT}"
    if share.lower_bound:
        caveat = f"{share.warnings[0]} {caveat}"
    return ReviewEvidence(
        len(reviews), len(sample), share, aspects, shifts, plain, weighted, tuple(weights.tolist()), caveat
    )


def _some(texts: Sequence[str], most: int, seed: int) -> list[str]:
    if len(texts) <= most:
        return list(texts)
    picked = np.random.default_rng(seed).choice(len(texts), most, replace=False)
    return [texts[at] for at in sorted(picked.tolist())]


def _ratings(reviews: Sequence[Review], weights: Sequence[float]) -> tuple[float | None, float | None]:
    rated = [
        (review.rating, weight)
        for review, weight in zip(reviews, weights, strict=True)
        if review.rating is not None
    ]
    if not rated:
        return None, None
    ratings, kept = np.asarray(rated).T
    return float(ratings.mean()), float(np.average(ratings, weights=kept))
