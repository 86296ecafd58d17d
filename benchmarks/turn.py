"""Times a turn's parts as memory grows: taste, list, explanations and audit, in milliseconds of processor.

    python benchmarks/turn.py [--facts 20 100 1000 10000] [--repeats 10] [--seed 0] [--json]

The memories are those of the `turn` suite (`tastekeeper eval run turn`), which times whole turns at 10,000.
Each row also patches the taste and the audit's words after one new fact, as a turn does that told something.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from tastekeeper.clock import FixedClock
from tastekeeper.evals.turns import large_memory
from tastekeeper.memory.types import Fact
from tastekeeper.paths import Paths
from tastekeeper.recommenders.catalog import Catalog
from tastekeeper.recommenders.funnel import Funnel
from tastekeeper.recommenders.types import Preference, Wish
from tastekeeper.tools.audit import AuditSources, FactWords, audit
from tastekeeper.tools.explain import Case, answer
from tastekeeper.tools.taste import TasteView, build_taste

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
Row = dict[str, float]


def timed(ask: Callable[[Any], object], cases: Sequence[Any], name: str) -> Row:
    """The median and the 95th percentile of a question over its cases, in ms."""
    took = []
    for case in cases:
        start = time.process_time()
        ask(case)
        took.append(1e3 * (time.process_time() - start))
    return {
        f"{name}_p50": round(float(np.median(took)), 2),
        f"{name}_p95": round(float(np.quantile(took, 0.95)), 2),
    }


def measured(catalog: Catalog, funnel: Funnel, count: int, repeats: int, seed: int) -> Row:
    """One row: a memory of `count` facts asked everything `repeats` times."""
    exported = large_memory(catalog, "bench", count, FixedClock(NOW).now(), seed)["facts"]
    facts = tuple(Fact.model_validate(one) for one in exported)
    view = build_taste(facts, catalog.schema, catalog, now=NOW)
    listed = funnel.recommend(view.taste, Wish(), repeats).ids
    outside = funnel.recommend(view.taste, Wish(), 20 * repeats).ids[repeats :: max(1, repeats)]
    genres = catalog.values(catalog.category or catalog.schema.names()[0])
    tastes = [
        replace(
            view.taste, preferences=(*view.taste.preferences, Preference(catalog.category or "", value, 1))
        )
        for value in genres[:repeats]
    ]
    text = "\n".join(f"- {catalog.get(item).label}" for item in listed)
    sources = AuditSources(
        catalog, catalog.items(listed), facts, known=FactWords(facts, common=True), past=FactWords()
    )
    gc.collect()
    row: Row = {"facts": len(facts)}
    row |= timed(lambda _: funnel.recommend(view.taste, Wish(), 10), range(repeats), "list")
    row |= timed(lambda taste: funnel.recommend(taste, Wish(), 10), tastes, "list_after_a_fact")

    def asked(kind: Any) -> Callable[[str], object]:
        return lambda item: answer(Case(item, funnel, catalog, TasteView(view.taste, 0), Wish(), 10), kind)

    row |= timed(asked("why"), listed[:10], "why")
    row |= timed(asked("change"), listed[:10], "change")
    row |= timed(asked("why_not"), outside[:repeats], "why_not")
    row |= timed(lambda _: audit(text, sources), range(repeats), "audit")
    words = FactWords(facts, common=True)
    sets = [facts[:at] + facts[at + 1 :] for at in range(repeats)]
    return row | timed(words.follow, sets, "words_after_a_fact")


def main() -> None:
    """Measure and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facts", type=int, nargs="+", default=[20, 100, 1000, 10_000])
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    paths = Paths.resolve()
    catalog = Catalog.load(paths)
    funnel = Funnel.load_or_fit(paths, catalog=catalog)
    rows = [measured(catalog, funnel, count, args.repeats, args.seed) for count in args.facts]
    if args.json:
        print(json.dumps(rows))
        return
    for name in rows[0]:
        print(f"{name:24}", *(f"{row[name]:10g}" for row in rows))


if __name__ == "__main__":
    main()
