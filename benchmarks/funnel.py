"""Choose the funnel's shipped settings on validation windows, or measure them on the test window.

    python benchmarks/funnel.py choose    # some minutes; prints the report and rewrites
    recommenders/funnel/default.json python benchmarks/funnel.py measure   # what `tastekeeper eval run
    funnel` runs, printed as a table

Choosing never looks at the last tenth of time; measuring reads it once.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from tastekeeper.evals.funnel.cases import window
from tastekeeper.evals.funnel.tuning import choose
from tastekeeper.evals.options import Options
from tastekeeper.evals.suites.funnel import VALIDATION, run
from tastekeeper.paths import Paths
from tastekeeper.recommenders.data import load
from tastekeeper.recommenders.funnel import FunnelConfig
from tastekeeper.recommenders.funnel.config import DEFAULT_FILE

START = FunnelConfig(
    weights={"ease": 1.0, "content": 1.0, "popularity": 1.0, "freshness": 0.35, "preference": 1.0},
    mass_power=0.25,
)


def say(what: str, done: int, total: int) -> None:
    """One line a step."""
    print(f"{what} {done}/{total}", flush=True)


def choosing() -> None:
    """Run the choice and write what it found."""
    catalog, interactions = load(Paths.resolve())
    windows = [window(interactions.frame, *span) for span in VALIDATION]
    people = sum(len(one.cases) for one in windows)
    config, report = choose(catalog, windows, START, say)
    objective = report["diversity"][str(config.diversity)]
    provenance = (
        "chosen by benchmarks/funnel.py on five validation windows, 40 % to 90 % of time of ml-latest-small "
        f"(2016), {people} people; NDCG@10 + Recall@20 there: {objective}"
    )
    chosen = config.model_copy(update={"provenance": provenance})
    DEFAULT_FILE.write_text(json.dumps(chosen.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


def measuring(quick: bool) -> None:
    """Run the suite and print its figures side by side."""
    result = run(Options(quick=quick, progress=say))
    print(f"{'':12} {'NDCG@10':>24} {'Recall@20':>24} {'MRR':>24}")
    for name, found in result["test"].items():
        cells = "".join(f" {_interval(found[key]):>24}" for key in ("ndcg10", "recall20", "mrr"))
        print(f"{name:12}{cells}")
    for name in ("funnel_minus_als", "funnel_minus_popularity"):
        print(name, json.dumps(result[name]))
    print(json.dumps({key: result[key] for key in ("headline", "validation", "slices", "seconds")}, indent=1))


def _interval(found: dict[str, Any]) -> str:
    return f"{found['mean']:.4f} [{found['low']:.4f}, {found['high']:.4f}]"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=("choose", "measure"))
    parser.add_argument("--quick", action="store_true", help="the smaller measurement")
    chosen = parser.parse_args()
    if chosen.what == "choose":
        choosing()
    else:
        measuring(chosen.quick)
