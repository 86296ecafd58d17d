"""The FAMA formula of Memora (arXiv 2604.20006): presence, minus what should be forgotten and is not.

FAMA = max(0, MPA - lambda * (1 - FAA)), lambda = N_forget / (N_presence + N_forget), for each question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..outcome import Frozen

Bucket = Literal["standard", "pure_forgetting", "empty"]


class Fama(Frozen):
    """The score of one question and its parts, all in [0, 1].

    `faa` is 1 and `weight` 0 without forgetting criteria; without presence criteria `mpa`, and so `fama`,
    is 0 by definition. Such a question belongs in the `pure_forgetting` bucket, where `faa` is its score.
    """

    mpa: float
    faa: float
    weight: float
    fama: float
    presence: int
    forgetting: int
    bucket: Bucket


def fama(presence: Sequence[bool], forgetting: Sequence[bool]) -> Fama:
    """FAMA over satisfied (True) and failed criteria. A forgetting criterion is satisfied by absence."""
    n_presence, n_forget = len(presence), len(forgetting)
    mpa = sum(presence) / n_presence if n_presence else 0.0
    faa = sum(forgetting) / n_forget if n_forget else 1.0
    total = n_presence + n_forget
    weight = n_forget / total if total else 0.0
    bucket: Bucket = "standard" if n_presence else "pure_forgetting" if n_forget else "empty"
    value = max(0.0, mpa - weight * (1.0 - faa)) if n_presence else 0.0
    return Fama(
        mpa=mpa,
        faa=faa,
        weight=weight,
        fama=value,
        presence=n_presence,
        forgetting=n_forget,
        bucket=bucket,
    )
