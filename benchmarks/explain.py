"""Compares the explainers on the prepared catalogue: found, size, queries and time, beside a random order.

    python benchmarks/explain.py [--cases 40] [--players 20] [--k 10] [--seed 0] [--json]

Tastes are made of titles that real people rated well, with two stated categories; each case asks about one
title of the list that the funnel makes. Times are those of the processor, so that other load does not count.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from tastekeeper.paths import Paths
from tastekeeper.recommenders.catalog import Catalog
from tastekeeper.recommenders.columns import Columns
from tastekeeper.recommenders.data.store import read_interactions
from tastekeeper.recommenders.funnel import Funnel
from tastekeeper.recommenders.types import Preference, Taste, Wish
from tastekeeper.tools.explain import (
    Case,
    Explainer,
    LeaveOneOut,
    RandomBaseline,
    Smallest,
    VerifiedGreedy,
    answer,
)
from tastekeeper.tools.explain.metrics import gini, position_curve
from tastekeeper.tools.taste import TasteView

Row = dict[str, float]


def tastes(
    catalog: Catalog, paths: Paths, count: int, players: int, rng: np.random.Generator
) -> Iterator[Taste]:
    """Tastes of `players` remembered things: liked titles of one person each, and two stated genres."""
    table = read_interactions(paths)
    good = table[table[Columns.WEIGHT] >= table[Columns.WEIGHT].quantile(0.6)]
    by_user = {user: items.tolist() for user, items in good.groupby(Columns.USER)[Columns.ITEM]}
    able = [user for user, items in by_user.items() if len(items) >= players]
    genres = catalog.values(catalog.category or catalog.schema.names()[0])[:8]
    for user in rng.choice(len(able), count):
        items = rng.choice(by_user[able[user]], players - 2, replace=False).tolist()
        stated = rng.choice(genres, 2, replace=False).tolist()
        preferences = tuple(Preference(catalog.category or "", v, 1, f"p{n}") for n, v in enumerate(stated))
        yield Taste(liked=tuple(items), preferences=preferences, facts={item: f"f-{item}" for item in items})


def measured(case: Case, explainer: Explainer) -> Row:
    """One search: whether it found a set that the real list confirms, its size, queries and time."""
    game = case.game()
    start = time.process_time()
    found = explainer.find(game)
    seconds = time.process_time() - start
    out = found.players is not None and case.item_id not in case.list_without(frozenset(found.players))
    size = float(len(found.players)) if found.players is not None and out else np.nan
    return {"found": float(out), "size": size, "queries": float(found.queries), "ms": seconds * 1e3}


def orders(case: Case, rng: np.random.Generator) -> Row:
    """POS-P and NEG-P of leave-one-out and of a random order, and how unequal the influences are."""
    game = case.game()
    influence = LeaveOneOut().influence(game)
    best = np.argsort(-influence, kind="stable").tolist()
    chance = rng.permutation(len(best)).tolist()
    return {
        "loo_pos": position_curve(game, best),
        "loo_neg": position_curve(game, best[::-1]),
        "random_pos": position_curve(game, chance),
        "random_neg": position_curve(game, chance[::-1]),
        "gini": gini(influence),
    }


def asked(case: Case, kind: str) -> Row:
    """A whole question as the tool answers it."""
    start = time.process_time()
    found = answer(case, kind)  # type: ignore[arg-type]
    return {"ms": (time.process_time() - start) * 1e3, "verified": float(found.verified)}


def summary(rows: list[Row]) -> Row:
    """Means, with the median and the 95th percentile of times."""
    table: dict[str, npt.NDArray[np.float64]] = {
        name: np.array([row[name] for row in rows]) for name in rows[0]
    }
    means = {name: float(np.nanmean(values)) for name, values in table.items() if not np.isnan(values).all()}
    if "ms" in table:
        means |= {"ms_p50": float(np.median(table["ms"])), "ms_p95": float(np.quantile(table["ms"], 0.95))}
    return {name: round(value, 4) for name, value in means.items()}


def main() -> None:
    """Run the comparison and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("cases", 40), ("players", 20), ("k", 10), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    paths, rng = Paths.resolve(), np.random.default_rng(args.seed)
    catalog = Catalog.load(paths)
    funnel = Funnel.load_or_fit(paths, catalog=catalog)
    explainers: dict[str, Callable[[], Explainer]] = {
        "leave-one-out order": LeaveOneOut,
        "verified greedy": VerifiedGreedy,
        "greedy, then exact": Smallest,
        "random order": lambda: RandomBaseline(rng),
    }
    found: dict[str, list[Row]] = {}
    for taste in tastes(catalog, paths, args.cases, args.players, rng):
        listed = funnel.recommend(taste, Wish(), args.k).ids
        item = listed[int(rng.integers(len(listed)))]
        outside = funnel.recommend(taste, Wish(), 10 * args.k).ids[args.k :]

        def case(item_id: str, taste: Taste = taste) -> Case:
            return Case(item_id, funnel, catalog, TasteView(taste, 0), Wish(), args.k)

        for name, make in explainers.items():
            found.setdefault(name, []).append(measured(case(item), make()))
        found.setdefault("orders", []).append(orders(case(item), rng))
        for kind in ("why", "change"):
            found.setdefault(f"question: {kind}", []).append(asked(case(item), kind))
        other = outside[int(rng.integers(len(outside)))]
        found.setdefault("question: why_not", []).append(asked(case(other), "why_not"))
    result = {"args": vars(args), "items": len(catalog)} | {
        name: summary(rows) for name, rows in found.items()
    }
    print(
        json.dumps(result) if args.json else "\n".join(f"{name}: {value}" for name, value in result.items())
    )


if __name__ == "__main__":
    main()
