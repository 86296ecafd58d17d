"""The share of model-written text in 10^5 sentences with 1,000 bootstrap replicates, and scipy beside it.

Run with `python benchmarks/reviews.py [--sentences N] [--replicates B] [--per-review K]` from the repository root;
prints one JSON object. Sentences are drawn from the words of the packaged table by its own rates, a tenth of the
reviews by those of the model side. Timed are: words to log ratios (the sparse product included), the estimate, the
bootstrap by review, and, for comparison, one bounded search by scipy for each of 20 replicates.
"""

from __future__ import annotations

import argparse
import json
import os
import time

import numpy as np
from tastekeeper.tools.audit.reviews.bootstrap import bootstrap_shares, cluster, draw, interval
from tastekeeper.tools.audit.reviews.likelihood import Floats, solve
from tastekeeper.tools.audit.reviews.packaged import default_table
from tastekeeper.tools.audit.reviews.suite_measures import scipy_share
from tastekeeper.tools.audit.reviews.table import ReferenceTable

SHARE = 0.1
COMPARED = 20


def made_sentences(table: ReferenceTable, count: int, per_review: int, seed: int) -> list[frozenset[str]]:
    """Sentences as sets of words, reviews whole from one side."""
    rng = np.random.default_rng(seed)
    written = np.repeat(rng.random(-(-count // per_review)) < SHARE, per_review)[:count]
    words = np.asarray(table.words)
    held: list[list[str]] = [[] for _ in range(count)]
    for rates, side in ((table.human_rates, ~written), (table.model_rates, written)):
        places = np.flatnonzero(side)
        for word, rate in zip(words, rates, strict=True):
            for place in places[rng.random(len(places)) < rate]:
                held[place].append(word)
    return [frozenset(one) for one in held]


def scipy_seconds(gains: Floats, review_of: np.ndarray, seed: int) -> float:
    """Seconds a replicate of a loop over scipy's bounded search on repeated sentences."""
    sample = cluster(gains, review_of)
    sizes = np.diff(np.r_[sample.starts, len(gains)])
    began = time.perf_counter()
    for row in draw(sample.reviews, COMPARED, np.random.default_rng(seed)):
        scipy_share(np.repeat(sample.gains, np.repeat(row.astype(int), sizes)))
    return (time.perf_counter() - began) / COMPARED


def main() -> None:
    """Time it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--replicates", type=int, default=1_000)
    parser.add_argument("--per-review", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    table = default_table()
    word_sets = made_sentences(table, args.sentences, args.per_review, args.seed)
    review_of = np.arange(args.sentences) // args.per_review
    began = time.perf_counter()
    gains = table.gains(word_sets)
    ratios = time.perf_counter() - began
    share = solve(gains)
    solved = time.perf_counter() - began - ratios
    sample = cluster(gains, review_of)
    drawn = bootstrap_shares(sample, args.replicates, np.random.default_rng(args.seed))
    low, high = interval(sample, share, drawn)
    total = time.perf_counter() - began
    print(
        json.dumps(
            {
                "sentences": args.sentences,
                "replicates": args.replicates,
                "reviews": len(np.unique(review_of)),
                "cores": os.cpu_count(),
                "headline": {"reviews.bootstrap_seconds": total},
                "log_ratio_seconds": ratios,
                "estimate_seconds": solved,
                "replicate_seconds": total - ratios - solved,
                "scipy_loop_seconds": scipy_seconds(gains, review_of, args.seed) * args.replicates,
                "raw_share": share,
                "interval": [low, high],
            }
        )
    )


if __name__ == "__main__":
    main()
