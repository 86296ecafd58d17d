"""What the audit suite measures of the review part: the estimator on known truths, real blends, the tagger."""

from __future__ import annotations

import numpy as np

from .bootstrap import bootstrap_shares, cluster, interval
from .likelihood import Floats, log_likelihood, slope, solve
from .simulate import KnownTables, simulated_gains

SHARES = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0)
SENTENCES = 10_000
QUICK_WORDS = 600
SIMULATIONS, QUICK_SIMULATIONS = 600, 200
REPLICATES = 1_000
REVIEWS, PER_REVIEW = 300, 6
TRUE_SHARE = 0.15


def measure(seed: int, quick: bool) -> dict[str, float]:
    """All figures by name; points are hundredths of a share. Deterministic in `seed`.

    `mle.error_points.synthetic` is the largest error over shares at 10^4 sentences with known tables,
    `mle.coverage` the part of 95 % intervals that hold the truth, `mle.scipy_gap` the largest difference from
    scipy's bounded optimiser, `mle.blend_error_points` the largest mean absolute error of a level over held-out
    blends of human reviews and text a model wrote, after calibration, `aspects.macro_f1` that of the packaged
    tagger on its test sentences.
    """
    frequent = known_tables(QUICK_WORDS)
    found = synthetic_errors(frequent if quick else known_tables(), seed)
    found |= coverage(frequent, seed, QUICK_SIMULATIONS if quick else SIMULATIONS)
    found |= blend_figures(seed)
    return found | aspect_figures()


def known_tables(words: int | None = None) -> KnownTables:
    """The rates of the packaged table taken as exact, or those of its most frequent words only."""
    from .packaged import default_table

    table = default_table()
    order = np.sort(np.argsort(-(table.human_rates + table.model_rates), kind="stable")[:words])
    return KnownTables(table.human_rates[order], table.model_rates[order])


def synthetic_errors(tables: KnownTables, seed: int) -> dict[str, float]:
    """Errors at 10^4 sentences whose exact number is written by the model, and the gap to scipy."""
    rng = np.random.default_rng([seed, 1])
    errors, gaps = [], []
    for share in SHARES:
        written = np.arange(SENTENCES) < round(share * SENTENCES)
        gains = simulated_gains(tables, written, rng)
        found = solve(gains)
        errors.append(100 * abs(found - share))
        gaps.append(abs(found - scipy_share(gains)))
    return {
        "mle.error_points.synthetic": max(errors),
        "mle.mean_error_points.synthetic": float(np.mean(errors)),
        "mle.scipy_gap": max(gaps),
    }


def scipy_share(gains: Floats) -> float:
    """The same maximum by `scipy.optimize.minimize_scalar(method="bounded")`.

    Comparing values of a function locates its maximum to the square root of their precision only. Therefore the
    likelihood is taken relative to a point near the maximum, found by a first bounded search: log(1 + a d) -
    log(1 + b d) = log(1 + (a - b) d / (1 + b d)), which loses no digits.
    """
    from scipy.optimize import minimize_scalar

    if slope(0.0, gains) <= 0 or slope(1.0, gains) >= 0:
        return 0.0 if slope(0.0, gains) <= 0 else 1.0
    rough = minimize_scalar(lambda share: -log_likelihood(share, gains), bounds=(0, 1), method="bounded").x
    rescaled = gains / (1 + rough * gains)
    fine = minimize_scalar(
        lambda step: -float(np.log1p(step * rescaled).mean()),
        bounds=(max(-rough, -1e-3), min(1 - rough, 1e-3)),
        method="bounded",
        options={"xatol": 1e-13, "maxiter": 500},
    )
    return float(rough + fine.x)


def coverage(tables: KnownTables, seed: int, simulations: int) -> dict[str, float]:
    """How often the bootstrap's 95 % interval holds the true share, reviews being human or model-written whole."""
    rng = np.random.default_rng([seed, 2])
    review_of = np.repeat(np.arange(REVIEWS, dtype=np.intp), PER_REVIEW)
    held = 0
    for _ in range(simulations):
        written = np.repeat(rng.random(REVIEWS) < TRUE_SHARE, PER_REVIEW)
        gains = simulated_gains(tables, written, rng)
        sample = cluster(gains, review_of)
        low, high = interval(sample, solve(gains), bootstrap_shares(sample, REPLICATES, rng))
        held += bool(low <= TRUE_SHARE <= high)
    return {"mle.coverage": held / simulations}


def blend_figures(seed: int) -> dict[str, float]:
    """Held-out blends of packaged human reviews and packaged model-written ones; see `packaged`."""
    from .packaged import packaged_blend_errors

    errors = packaged_blend_errors(seed)
    return {
        "mle.blend_error_points": errors.worst,
        "mle.blend_mean_error_points": errors.mean,
        "mle.blend_error_points.low": errors.low,
    }


def aspect_figures() -> dict[str, float]:
    """Scores of the packaged tagger, measured anew."""
    from .aspects import AspectTagger

    found = AspectTagger.load().measure()
    return {
        "aspects.macro_f1": found["macro_f1"],
        "aspects.macro_f1.low": found["low"],
        "aspects.macro_f1.high": found["high"],
        "aspects.sentences": found["sentences"],
        "aspects.macro_f1.fresh": found["by_split"]["fresh"],
        "aspects.micro_f1.real": found["real"]["micro_f1"],
        "aspects.macro_f1.real": found["real"]["macro_f1"],
        "aspects.polarity_accuracy": found["polarity_accuracy"],
    }
