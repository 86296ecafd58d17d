"""Made-up reviews with known word rates: two writers who favour different words."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.tools.audit.reviews.fitting import fit_table

LETTERS = "abcdefghij"
WORDS = tuple(f"w{a}{b}{c}" for a in LETTERS for b in LETTERS for c in LETTERS[:3])
HUMAN = np.minimum(0.4, 6.0 / (np.arange(300) + 5.0))
MODEL = np.clip(HUMAN * np.exp(0.9 * np.random.default_rng(5).standard_normal(300)), 1e-4, 0.5)


def write_reviews(count, rates, seed, sentences=5):
    """`count` reviews of a few sentences; each word stands in a sentence with its rate."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        drawn = rng.random((sentences, len(WORDS))) < rates
        lines = [" ".join(WORDS[at] for at in np.flatnonzero(row)) or "nothing here" for row in drawn]
        made.append(" ".join(f"{line.capitalize()}." for line in lines))
    return made


@pytest.fixture(scope="session")
def human():
    return write_reviews(700, HUMAN, 1)


@pytest.fixture(scope="session")
def model():
    return write_reviews(700, MODEL, 2)


@pytest.fixture(scope="session")
def table(human, model):
    return fit_table(human, model, seed=3, domain="made up", generator="a second writer")


@pytest.fixture(scope="session")
def write():
    """`write("human" or "model", count, seed)`."""
    return lambda who, count, seed: write_reviews(count, HUMAN if who == "human" else MODEL, seed)
