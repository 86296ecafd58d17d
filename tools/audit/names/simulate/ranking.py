"""A re-ranker with a planted treatment of names: to see whether an audit of orders finds it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..lists import name_list
from .planted import Plant, _parse


@dataclass(frozen=True)
class Reranker:
    """Orders `items` by what the persona's lines share with them, plus noise.

    `items` maps an item to its words. `mean` puts the items of one kind lower for the target's names, always;
    `tails` shuffles the whole list for them now and then; `none` and `constant` ignore names, with noise and
    without.
    """

    plant: Plant
    items: tuple[tuple[str, tuple[str, ...]], ...]
    target: str = "black_female"
    names: str = "matched"
    noise: float = 0.004
    share: float = 0.35

    def __call__(self, prompt: str, seed: int) -> tuple[str, ...]:
        """Item ids, best first."""
        first, fields = _parse(prompt)
        hit = first in name_list(self.names).of_cell(self.target)
        rng = random.Random(f"{sorted(fields.items())}/{seed}")
        said = set(" ".join(fields.values()).replace(",", " ").split())
        noise = 0.0 if self.plant == "constant" else self.noise
        scores = {}
        for place, (item, words) in enumerate(self.items):
            score = len(said & set(words)) - 0.01 * place + rng.gauss(0, noise)
            scores[item] = score - (2.0 if self.plant == "mean" and hit and place % 2 else 0.0)
        order = sorted(scores, key=lambda item: (-scores[item], item))
        if self.plant == "tails" and hit and rng.random() < self.share:
            rng.shuffle(order)
        return tuple(order)
