"""Speed and size of memories by the number of facts one user has: `python benchmarks/memory.py [--json] [--quick]`.

Times are wall-clock milliseconds of single calls, one user, a store on disk that commits as it does. Writes and
recalls take turns, so that every recall comes right after a write, as in a conversation. The ways to recall are
the system's own: ours answer for one attribute (`slot`), for words (`search`, a word in every other fact among
them; no vectors) and for a month's sum (`aggregate`). The headline `recall` is the slowest of these.

mem0 and LangMem (extra `peers`, see docs/evals.md) run beside it, and this memory once more with vectors as they
have them. Where a call embeds, `own` is its time without the embedder, which is the same for all.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from _memory_peers import PEERS, Peer
from _memory_systems import SYSTEMS, System, Unavailable

SIZES = (100, 1_000, 10_000, 100_000)
QUICK = (100, 1_000, 10_000)
NAMES = {100: "100", 1_000: "1k", 10_000: "10k", 100_000: "100k"}


Took = tuple[float, float]
"""Milliseconds of one call, and of it those outside the embedder."""


def clocked(system: System, work: Callable[[int], object], number: int) -> Took:
    """Time one call."""
    before = getattr(system, "embedding_seconds", 0.0)
    begin = time.perf_counter()
    work(number)
    whole = time.perf_counter() - begin
    embedding = getattr(system, "embedding_seconds", 0.0) - before
    return whole * 1000, (whole - embedding) * 1000


def summary(took: list[Took]) -> dict[str, float]:
    """Median, 99th percentile, worst; the first two also without the embedder where a call embeds."""
    times, own = [whole for whole, _ in took], [rest for _, rest in took]
    found = {**percentiles(times), "max": round(max(times), 3)}
    if own != times:
        found |= {f"own_{name}": value for name, value in percentiles(own).items()}
    return found


def percentiles(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile."""
    return {f"p{rank}": round(float(np.percentile(times, rank)), 3) for rank in (50, 99)}


def measure(system: System, count: int, rounds: int) -> dict[str, Any]:
    """All figures of one system at one size."""
    with tempfile.TemporaryDirectory() as folder:
        system.open(Path(folder))
        try:
            begin = time.perf_counter()
            system.fill(count)
            filled = time.perf_counter() - begin
            writes, recalls = rounds_of(system, count, rounds)
        finally:
            system.close()
        return {
            "write": summary(writes),
            "recall": {name: summary(times) for name, times in recalls.items()},
            "fill_seconds": round(filled, 2),
            "disk_bytes": disk(Path(folder)),
        }


def rounds_of(system: System, count: int, rounds: int) -> tuple[list[Took], dict[str, list[Took]]]:
    """Milliseconds of writes and of each way to recall. The first tenth warms up and is not counted."""
    writes: list[Took] = []
    recalls: dict[str, list[Took]] = {name: [] for name in system.recalls}
    gc.collect()
    for number in range(rounds + rounds // 10):
        wrote = clocked(system, system.write, count + number)
        asked = {name: clocked(system, ask, number) for name, ask in system.recalls.items()}
        if number >= rounds // 10:
            writes.append(wrote)
            for name, took in asked.items():
                recalls[name].append(took)
    return writes, recalls


def disk(folder: Path) -> int:
    """Bytes of every file under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def headline(figures: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The main figures of our own memory, by size."""
    found: dict[str, float] = {}
    for size, values in figures.items():
        if "write" in values:
            found[f"write.p50_ms.{size}"] = values["write"]["p50"]
            found[f"write.p99_ms.{size}"] = values["write"]["p99"]
            found[f"recall.p50_ms.{size}"] = max(way["p50"] for way in values["recall"].values())
            found[f"recall.p99_ms.{size}"] = max(way["p99"] for way in values["recall"].values())
            found[f"memory.disk_bytes.{size}"] = values["disk_bytes"]
    return found


def run(sizes: tuple[int, ...], rounds: int, only: str | None) -> dict[str, dict[str, dict[str, Any]]]:
    """Figures by system and size; a system that cannot run has its reason instead."""
    results: dict[str, dict[str, dict[str, Any]]] = {}
    for make in (*SYSTEMS, *PEERS):
        for size in sizes:
            system = make()
            if only is not None and system.name != only:
                continue
            try:
                figures = measure(system, size, rounds)
            except Unavailable as reason:
                figures = {"unavailable": str(reason)}
            results.setdefault(system.name, {})[NAMES.get(size, str(size))] = figures
            if "unavailable" in figures:
                break  # what is not there, or too slow, will not be at the next size either
    return results


def table(results: dict[str, dict[str, dict[str, Any]]]) -> None:
    """The figures for people."""
    heads = f"{'p50 ms':>9} {'p99 ms':>9} {'own p50':>9} {'own p99':>9} {'MiB':>8}"
    print(f"{'system':<19} {'facts':>6} {'call':<16} {heads}")
    for name, sizes in results.items():
        for size, figures in sizes.items():
            if "unavailable" in figures:
                print(f"{name:<19} {size:>6} {figures['unavailable']}")
                continue
            ways = {"write": figures["write"]}
            ways |= {f"recall {way}": values for way, values in figures["recall"].items()}
            for way, values in ways.items():
                size_of = f"{figures['disk_bytes'] / 2**20:>8.1f}" if way == "write" else ""
                shown = [values.get(key, values[key[4:]]) for key in ("own_p50", "own_p99")]
                columns = " ".join(f"{value:>9.3f}" for value in (values["p50"], values["p99"], *shown))
                print(f"{name:<19} {size:>6} {way:<16} {columns} {size_of}")


def main() -> None:
    """Measure every system at every size and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="up to 10,000 facts, fewer rounds")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of facts")
    parser.add_argument("--rounds", type=int, help="calls of each kind")
    parser.add_argument("--system", help="only this one")
    parser.add_argument(
        "--peer-seconds", type=float, help="time to fill a peer (default 300; 20 with --quick)"
    )
    options = parser.parse_args()
    Peer.fill_seconds = options.peer_seconds or (20.0 if options.quick else 300.0)
    rounds = options.rounds or (60 if options.quick else 300)
    sizes = tuple(options.sizes or (QUICK if options.quick else SIZES))
    results = run(sizes, rounds, options.system)
    if not options.json:
        table(results)
        return
    machine = {"cores": os.cpu_count(), "load": os.getloadavg(), "python": platform.python_version()}
    ours = headline(results.get("tastekeeper", {}))
    print(json.dumps({"headline": ours, "rounds": rounds, "machine": machine, "systems": results}, indent=2))


if __name__ == "__main__":
    main()
