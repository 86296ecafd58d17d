"""How long one list takes: the product's funnel on the whole catalogue, one thread."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from ...recommenders.catalog import Catalog
from ...recommenders.funnel import Funnel
from ...recommenders.types import Preference, Taste, Wish

LIKES, PREFERENCES, K = 20, 10, 10
_POPULAR = 500


def latency(funnel: Funnel, *, calls: int, seed: int) -> dict[str, Any]:
    """Milliseconds of `recommend` for tastes of 20 likes and 10 preferences drawn from what is well known."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    rng = np.random.default_rng(seed)
    tastes = [_taste(funnel.catalog, rng) for _ in range(calls)]
    spent = []
    with threadpool_limits(1):
        funnel.recommend(tastes[0], Wish(), K)
        for taste in tastes:
            began = time.perf_counter()
            funnel.recommend(taste, Wish(), K)
            spent.append((time.perf_counter() - began) * 1000)
    return {
        "p50_ms": round(float(np.percentile(spent, 50)), 2),
        "p99_ms": round(float(np.percentile(spent, 99)), 2),
        "calls": calls,
        "items": len(funnel.catalog),
        "likes": LIKES,
        "preferences": PREFERENCES,
        "k": K,
        "threads": 1,
    }


def _taste(catalog: Catalog, rng: np.random.Generator) -> Taste:
    known = np.argsort(-catalog.popularity, kind="stable")[:_POPULAR]
    liked = tuple(catalog.ids[row] for row in rng.choice(known, min(LIKES, len(known)), replace=False))
    kinds = [name for kind in ("category", "person") for name in catalog.schema.names(kind)]
    stated = []
    for place in range(PREFERENCES if kinds else 0):
        name = kinds[place % len(kinds)]
        values = catalog.values(name)[:40]
        if values:
            value = values[int(rng.integers(len(values)))]
            stated.append(Preference(name, value, -1 if place == PREFERENCES - 1 else 1, f"fact{place}"))
    return Taste(liked, preferences=tuple(stated))
