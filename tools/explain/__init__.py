"""Counterfactual explanations: why, why not, and what would change it, each re-checked on the real list."""

from __future__ import annotations

import time
from dataclasses import replace

from .case import Case
from .change import change
from .explainers import Explainer, LeaveOneOut, RandomBaseline, Removal
from .game import Game, Standing
from .result import Barrier, Explanation, Influence, Kind
from .search import ExactMinimum, Smallest, VerifiedGreedy
from .why import why
from .why_not import why_not

_QUESTIONS = {"why": why, "change": change, "why_not": why_not}


def answer(case: Case, kind: Kind) -> Explanation:
    """Answer one question and note the wall time it took."""
    start = time.perf_counter()
    found = _QUESTIONS[kind](case)
    return replace(found, seconds=time.perf_counter() - start)


__all__ = [
    "Barrier",
    "Case",
    "ExactMinimum",
    "Explainer",
    "Explanation",
    "Game",
    "Influence",
    "Kind",
    "LeaveOneOut",
    "RandomBaseline",
    "Removal",
    "Smallest",
    "Standing",
    "VerifiedGreedy",
    "answer",
    "change",
    "why",
    "why_not",
]
