"""Speed of the memory by the number of facts one user has: `python benchmarks/memory.py [--json] [--quick]`.

Times are wall-clock milliseconds of single calls on a store on disk, committing as it does. `facts` reads
one domain right after a write, as a turn does; `facts_cold` is the first read after opening, which takes in
all the user's facts; `facts_warm` reads again with nothing changed. `search_text` is the worst case: every
fact contains a word of the query.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
SIZES = (100, 1_000, 10_000)
DOMAINS = ("movies", "books", "music", "travel", "games")
NAMES = ("genre", "director", "actor", "title", "country")


def claim(number: int, domain: str | None = None, polarity: int | None = None) -> Claim:
    """The numbered taste: domains and attributes in turn."""
    value = f"value {number}"
    attribute = f"{domain or DOMAINS[number % 5]}.{NAMES[(number // 5) % 5]}"
    return Claim(
        kind=ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=value,
        value_text=value,
        start=0,
        end=len(value),
        polarity=polarity or (1 if number % 3 else -1),
    )


def fill(memory: Memory, count: int) -> None:
    """Give the user `count` facts, a hundred a message."""
    for start in range(0, count, 100):
        said = [claim(number) for number in range(start, min(start + 100, count))]
        text = " ; ".join(one.value_text for one in said)
        whole = [one.model_copy(update={"end": len(text)}) for one in said]
        memory.apply(USER, f"fill-{start}", text, whole)


def timed(work: Callable[[int], object], rounds: int) -> dict[str, float]:
    """Milliseconds of single calls: median, 95th percentile, worst."""
    times = []
    for number in range(rounds):
        begin = time.perf_counter()
        work(number)
        times.append((time.perf_counter() - begin) * 1000)
    return summary(times)


def summary(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst."""
    return {
        "p50": round(float(np.percentile(times, 50)), 3),
        "p95": round(float(np.percentile(times, 95)), 3),
        "max": round(max(times), 3),
    }


def cold(path: Path, clock: FixedClock) -> float:
    """Milliseconds of the first read of one domain after opening."""
    with Memory.open(path, clock=clock) as memory:
        begin = time.perf_counter()
        memory.facts(USER, attribute="movies.*")
        return (time.perf_counter() - begin) * 1000


def measure(count: int, rounds: int) -> dict[str, dict[str, float]]:
    """All figures at one size."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 3, 1, tzinfo=UTC))
        path = Path(folder) / "memory.db"
        with Memory.open(path, clock=clock) as memory:
            fill(memory, count)
            memory.facts(USER, attribute="movies.*")
            told = iter(range(10_000_000))

            def apply(_: int) -> None:
                number = next(told)
                # By turns a new taste, and a known one turned round.
                one = (
                    claim(number % count, polarity=1 if number % 4 else -1)
                    if number % 2
                    else claim(count + number)
                )
                memory.apply(USER, f"turn-{number}", one.value_text, [one])

            def after_write(_: int) -> float:
                apply(0)
                begin = time.perf_counter()
                memory.facts(USER, attribute="movies.*")
                return (time.perf_counter() - begin) * 1000

            figures = {"apply": timed(apply, rounds)}
            fresh = [after_write(number) for number in range(rounds)]
            figures["facts"] = summary(fresh)
            figures["facts_warm"] = timed(lambda _: memory.facts(USER, attribute="movies.*"), rounds)
            figures["search_text"] = timed(lambda n: memory.search(USER, f"value {n}"), max(5, rounds // 5))
            figures["profile_version"] = timed(lambda _: memory.profile_version(USER), rounds)
        figures["facts_cold"] = summary([cold(path, clock) for _ in range(max(5, rounds // 20))])
        figures["open"] = timed(lambda _: Memory.open(path, clock=clock).close(), 5)
        return figures


def main() -> None:
    """Measure every size and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    options = parser.parse_args()
    rounds = 40 if options.quick else 300
    results = {str(size): measure(size, rounds) for size in SIZES}
    if options.json:
        headline = {
            f"memory.{name}_p95_ms": results[str(SIZES[-1])][name]["p95"] for name in ("apply", "facts")
        }
        print(json.dumps({"headline": headline, "rounds": rounds, "facts": results}, indent=2))
        return
    print(f"{'facts':>7} {'call':<16} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    for size, figures in results.items():
        for name, values in figures.items():
            print(f"{size:>7} {name:<16} {values['p50']:>8.2f} {values['p95']:>8.2f} {values['max']:>8.2f}")


if __name__ == "__main__":
    main()
