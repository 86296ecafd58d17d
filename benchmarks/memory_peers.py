"""Speed of this memory beside mem0 and LangMem: `python benchmarks/memory_peers.py [--json] [--quick] [--sizes N ...]`.

All run in one process, on the same sentences, with the same embedder. Times are wall-clock milliseconds of single
calls; `embed` is the part of a call spent in the embedder, which is shared by all, and `own` what is left. `write`
takes in one new memory (mem0: `add(infer=False)`; LangMem: its manage tool; ours: `apply` of one claim, which embeds
nothing, and `index` the settling after the reply, which does). `recall` finds the 20 best memories for a question;
`slot` is our exact read by attribute, which the others do not have. Timed calls use real vectors; the memories a store
is filled with have seeded random unit vectors, the same for all. A store that is not filled within --fill-seconds is
left out from that size on. Needs the extra `peers`; without it only our rows are shown.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from tastekeeper.clock import FixedClock
from tastekeeper.evals.peers import presence
from tastekeeper.evals.peers.memory import PeerMemory
from tastekeeper.memory import Memory
from tastekeeper.memory.chroma import ChromaIndex
from tastekeeper.memory.embedder import MiniLMEmbedder, Vectors
from tastekeeper.memory.index import SemanticIndex
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
AT = datetime(2026, 3, 1, tzinfo=UTC)
SIZES = (100, 1_000, 10_000)
LIMIT = 20
ATTRIBUTES = tuple(
    f"{domain}.{name}"
    for domain in ("movies", "books", "music", "travel", "games")
    for name in ("genre", "creator", "title", "country")
)


class TimedEmbedder:
    """MiniLM for what is timed, seeded random unit vectors for what a store is filled with."""

    name, dimension, loaded = MiniLMEmbedder.name, MiniLMEmbedder.dimension, True

    def __init__(self) -> None:
        self._model = MiniLMEmbedder().load()
        self._random = np.random.default_rng(0)
        self.filling = False
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384); adds the time of the model to `seconds`."""
        if self.filling:
            raw = self._random.standard_normal((len(texts), self.dimension)).astype(np.float32)
            return np.ascontiguousarray(raw / np.linalg.norm(raw, axis=1, keepdims=True))
        begin = time.perf_counter()
        vectors = self._model.encode(texts)
        self.seconds += time.perf_counter() - begin
        return vectors


@dataclass
class Times:
    """Whole milliseconds of each call, and the milliseconds of it that went into the embedder."""

    whole: list[float] = field(default_factory=list)
    embed: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """Median and 99th percentile of the whole, of the embedder's part, and of the rest."""
        own = [whole - embed for whole, embed in zip(self.whole, self.embed, strict=True)]
        parts = {"": self.whole, "embed_": self.embed, "own_": own}
        return {
            f"{name}p{rank}": round(float(np.percentile(values, rank)), 3)
            for name, values in parts.items()
            for rank in (50, 99)
        }


class Contender(Protocol):
    """A memory to time. `calls` maps a name to a call that takes a running number."""

    name: str

    def fill(self, start: int, stop: int) -> None: ...
    def calls(self) -> dict[str, Callable[[int], object]]: ...
    def close(self) -> None: ...


def claim(number: int) -> Claim:
    """The numbered taste."""
    value = f"value {number}"
    return Claim(
        kind=ClaimKind.ASSERT,
        attribute=ATTRIBUTES[number % len(ATTRIBUTES)],
        value_norm=value,
        value_text=value,
        start=0,
        end=len(value),
        polarity=1 if number % 3 else -1,
    )


def sentence(number: int) -> str:
    """The same taste in words, as our own index describes it."""
    one = claim(number)
    verb = "likes" if one.polarity > 0 else "dislikes"
    return f"{verb} {one.attribute.replace('.', ' ')}: {one.value_text}"


class Ours:
    """This memory with its Chroma index, on disk."""

    name = "tastekeeper"

    def __init__(self, folder: Path, embedder: TimedEmbedder) -> None:
        index = SemanticIndex(embedder, ChromaIndex(folder / "index"))
        self._memory = Memory.open(folder / "memory.db", clock=FixedClock(AT), index=index)

    def fill(self, start: int, stop: int) -> None:
        """A hundred facts a message, then the index."""
        for first in range(start, stop, 100):
            said = [claim(number) for number in range(first, min(first + 100, stop))]
            text = " ; ".join(one.value_text for one in said)
            spans = [one.model_copy(update={"end": len(text)}) for one in said]
            self._memory.apply(USER, f"fill-{first}", text, spans)
        self._memory.settle(USER)

    def calls(self) -> dict[str, Callable[[int], object]]:
        """`index` follows each `write`."""
        return {
            "write": self._write,
            "index": lambda _: self._memory.settle(USER),
            "slot": lambda number: self._memory.facts(USER, attribute=claim(number).attribute),
            "recall": lambda number: self._memory.search(USER, sentence(number), LIMIT),
        }

    def _write(self, number: int) -> None:
        one = claim(number)
        self._memory.apply(USER, f"turn-{number}", one.value_text, [one])

    def close(self) -> None:
        """Close both stores."""
        self._memory.close()


class Peer:
    """A peer's memory of raw sentences."""

    def __init__(self, name: str, memory: PeerMemory) -> None:
        self.name = name
        self._memory = memory

    def fill(self, start: int, stop: int) -> None:
        """One call of the peer for a hundred messages."""
        for first in range(start, stop, 100):
            said = [("user", sentence(number)) for number in range(first, min(first + 100, stop))]
            self._memory.add(said, AT)

    def calls(self) -> dict[str, Callable[[int], object]]:
        """Writing one memory and finding the nearest."""
        return {
            "write": lambda number: self._memory.add([("user", sentence(number))], AT),
            "recall": lambda number: self._memory.search(sentence(number), LIMIT),
        }

    def close(self) -> None:
        """Let go of the peer's files."""
        self._memory.close()


def contenders(folder: Path, embedder: TimedEmbedder) -> list[Contender]:
    """Ours and every peer that is installed, each in a folder of its own."""
    found: list[Contender] = [Ours(folder / "ours", embedder)]
    if presence.installed("mem0"):
        from tastekeeper.evals.peers.mem0 import Mem0Memory

        found.append(Peer("mem0", Mem0Memory(folder / "mem0", USER, embedder)))
    if presence.installed("langmem"):
        from tastekeeper.evals.peers.langmem import LangMemMemory, keeps_on_disk

        found.append(Peer("langmem (memory)", LangMemMemory(None, USER, embedder)))
        if keeps_on_disk():
            found.append(Peer("langmem (sqlite)", LangMemMemory(folder / "langmem (sqlite)", USER, embedder)))
    return found


def timed(
    call: Callable[[int], object], numbers: Sequence[int], embedder: TimedEmbedder, times: Times
) -> None:
    """Add the times of one call a number."""
    for number in numbers:
        before, begin = embedder.seconds, time.perf_counter()
        call(number)
        times.whole.append((time.perf_counter() - begin) * 1000)
        times.embed.append((embedder.seconds - before) * 1000)


def disk_bytes(folder: Path) -> int:
    """Bytes of all files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def filled(
    contender: Contender, have: int, size: int, budget: float, embedder: TimedEmbedder
) -> float | None:
    """Bring a store from `have` to `size` memories; the seconds it took, or None when they ran out."""
    embedder.filling, begin = True, time.perf_counter()
    try:
        for start in range(have, size, 1_000):
            contender.fill(start, min(start + 1_000, size))
            if time.perf_counter() - begin > budget:
                return None
        return time.perf_counter() - begin
    finally:
        embedder.filling = False


def measure(
    contender: Contender,
    folder: Path,
    sizes: Sequence[int],
    rounds: int,
    budget: float,
    embedder: TimedEmbedder,
) -> dict[str, object]:
    """All figures of one contender, size by size, in one store that grows."""
    found: dict[str, object] = {}
    have = 0
    for size in sizes:
        seconds = filled(contender, have, size, budget, embedder)
        if seconds is None:
            found[str(size)] = f"not filled within {budget:g} s"
            break
        have = size
        calls = contender.calls()
        times = {name: Times() for name in calls}
        for turn in range(rounds):
            fresh = 10_000_000 + size + turn
            for name, call in calls.items():
                timed(
                    call, [fresh if name in ("write", "index") else (turn * 37) % size], embedder, times[name]
                )
        row: dict[str, object] = {name: one.summary() for name, one in times.items()}
        row["fill_seconds"] = round(seconds, 2)
        row["disk_bytes"] = disk_bytes(folder)
        found[str(size)] = row
    return found


def headline(results: dict[str, dict[str, object]]) -> dict[str, float]:
    """`<call>.p50_ms.<contender>.<size>`, without the embedder's time."""
    found: dict[str, float] = {}
    for name, sizes in results.items():
        for size, row in sizes.items():
            for call in ("write", "recall", "slot"):
                figures = row.get(call) if isinstance(row, dict) else None
                if isinstance(figures, dict):
                    found[f"{call}.p50_ms.{name}.{size}"] = figures["own_p50"]
    return found


def main() -> None:
    """Measure every contender and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="100 and 1,000 memories, fewer rounds")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of memories, ascending")
    parser.add_argument("--rounds", type=int, help="timed calls of each kind (default 100; 20 with --quick)")
    parser.add_argument("--fill-seconds", type=float, default=300.0, help="time to fill a store for a size")
    options = parser.parse_args()
    sizes = options.sizes or (SIZES[:2] if options.quick else SIZES)
    rounds = options.rounds or (20 if options.quick else 100)
    embedder = TimedEmbedder()
    results: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root = Path(scratch)
        for contender in contenders(root, embedder):
            folder = root / ("ours" if contender.name == "tastekeeper" else contender.name)
            results[contender.name] = measure(
                contender, folder, sizes, rounds, options.fill_seconds, embedder
            )
            contender.close()
    versions = {peer: presence.versions(peer) for peer in presence.NEEDS if presence.installed(peer)}
    if options.json:
        found = {"headline": headline(results), "rounds": rounds, "versions": versions, "results": results}
        print(json.dumps(found, indent=2))
        return
    print_table(results)
    absent = [peer for peer in presence.NEEDS if peer not in versions]
    if absent:
        print(f"not installed: {', '.join(absent)} (extra peers, see docs/evals.md)")


def print_table(results: dict[str, dict[str, object]]) -> None:
    """A line a call, with and without the embedder."""
    print(
        f"{'memory':<17} {'size':>6} {'call':<7} {'p50 ms':>9} {'p99 ms':>9} {'own p50':>9} {'own p99':>9} {'MB':>7}"
    )
    for name, sizes in results.items():
        for size, row in sizes.items():
            if not isinstance(row, dict):
                print(f"{name:<17} {size:>6} {row}")
                continue
            for call, figures in row.items():
                if isinstance(figures, dict):
                    shown = [figures[key] for key in ("p50", "p99", "own_p50", "own_p99")]
                    columns = " ".join(f"{value:>9.2f}" for value in shown)
                    print(f"{name:<17} {size:>6} {call:<7} {columns} {row['disk_bytes'] / 1e6:>7.1f}")


if __name__ == "__main__":
    main()
