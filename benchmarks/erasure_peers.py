"""What stays on disk after deleting, here and in mem0 and LangMem: `python benchmarks/erasure_peers.py [--json]`.

Each store is given memories that each hold a word found nowhere else. Half of them are deleted one by one, then
the rest at once, each by the store's own means: ours `erase`, mem0 `delete` and `delete_all`, LangMem its tool (it
has no way to delete all). After each step the store is closed and every file of its folder is searched, byte by
byte, for the words and for the vectors (sixteen numbers in a row as float32, as float64 or as a pickled list).
`before` counts what the same search finds while nothing is deleted: it must be all of it, or the search proves
nothing. Where SQLite itself was built to overwrite what it deletes (`secure_delete` below), the peers profit from it.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from tastekeeper.clock import FixedClock
from tastekeeper.evals.peers import presence
from tastekeeper.evals.peers.memory import PeerMemory
from tastekeeper.memory import Memory, default_index
from tastekeeper.memory.embedder import MiniLMEmbedder, Vectors
from tastekeeper.memory.index import SemanticIndex
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
AT = datetime(2026, 3, 1, tzinfo=UTC)
COUNTS = ("sought", "words", "copies", "vectors", "bytes")
NUMBERS = 16
"""Numbers of a vector looked for in a row."""


class Recorder:
    """MiniLM that keeps every vector it gave out, so that exactly what a store was handed can be looked for."""

    name, dimension, loaded = MiniLMEmbedder.name, MiniLMEmbedder.dimension, True

    def __init__(self) -> None:
        self._model = MiniLMEmbedder().load()
        self.given: list[Vectors] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384)."""
        vectors = self._model.encode(texts)
        self.given.extend(vectors)
        return vectors


class Ours:
    """This memory with its index."""

    def __init__(self, folder: Path, embedder: Recorder) -> None:
        folder.mkdir(exist_ok=True)
        index = SemanticIndex(embedder, default_index(folder / "index").vectors)
        self._memory = Memory.open(folder / "memory.db", clock=FixedClock(AT), index=index)
        self._count = 0

    def write(self, word: str) -> str:
        """One taste in a message of its own."""
        text = f"I like {word}"
        one = Claim(
            kind=ClaimKind.ASSERT,
            attribute="music.artist",
            value_norm=word,
            value_text=word,
            start=7,
            end=len(text),
            polarity=1,
        )
        self._count += 1
        report = self._memory.apply(USER, f"message {self._count}", text, [one])
        self._memory.settle(USER)
        fact = report.entries[0].fact
        assert fact is not None
        return fact.fact_id

    def delete(self, ids: Sequence[str]) -> None:
        """Erase some."""
        self._memory.erase(USER, fact_ids=ids)

    def delete_rest(self, ids: Sequence[str]) -> None:
        """Erase everything."""
        self._memory.erase(USER, everything=True)

    def close(self) -> None:
        """Close the files."""
        self._memory.close()


class Peer:
    """A peer's memory of raw sentences."""

    def __init__(self, memory: PeerMemory) -> None:
        self._memory = memory

    def write(self, word: str) -> str:
        """One sentence."""
        return self._memory.add([("user", f"I like {word}")], AT)[0].id

    def delete(self, ids: Sequence[str]) -> None:
        """Delete some, one by one."""
        for one in ids:
            self._memory.delete(one)

    def delete_rest(self, ids: Sequence[str]) -> None:
        """Delete all at once, or one by one where there is no such thing."""
        whole: Callable[[], None] | None = getattr(self._memory, "delete_all", None)
        if whole is not None:
            whole()
        else:
            self.delete(ids)

    def close(self) -> None:
        """Close the files."""
        self._memory.close()


Store = Ours | Peer


@dataclass(frozen=True)
class Left:
    """What a search found: words and vectors of so many sought, copies of the words, bytes of both, and where."""

    words: int
    copies: int
    vectors: int
    bytes: int
    files: tuple[str, ...]


def search(folder: Path, words: Sequence[str], vectors: Sequence[Vectors]) -> Left:
    """Look into every file of a folder."""
    sought = [(word.encode(),) for word in words], [spellings(vector) for vector in vectors]
    found: tuple[set[int], set[int]] = set(), set()
    copies = size = 0
    places: set[str] = set()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for kind, patterns in enumerate(sought):
            for number, ways in enumerate(patterns):
                counts = [(content.count(way), len(way)) for way in ways]
                if any(count for count, _ in counts):
                    found[kind].add(number)
                    places.add(str(path.relative_to(folder)))
                    size += sum(count * length for count, length in counts)
                    copies += counts[0][0] if kind == 0 else 0
    return Left(len(found[0]), copies, len(found[1]), size, tuple(sorted(places)))


def spellings(vector: Vectors) -> tuple[bytes, ...]:
    """The first numbers of a vector as they lie in files: float32, float64, a pickled list of floats."""
    numbers = vector[:NUMBERS]
    pickled = b"".join(b"G" + struct.pack(">d", float(number)) for number in numbers)
    return numbers.astype("<f4").tobytes(), numbers.astype("<f8").tobytes(), pickled


def openers(embedder: Recorder) -> dict[str, Callable[[Path], Store]]:
    """How each store that is here is opened in a folder."""
    found: dict[str, Callable[[Path], Store]] = {"tastekeeper": lambda folder: Ours(folder, embedder)}
    if presence.installed("mem0"):
        from tastekeeper.evals.peers.mem0 import Mem0Memory

        found["mem0"] = lambda folder: Peer(Mem0Memory(folder, USER, embedder))
    if presence.installed("langmem"):
        from tastekeeper.evals.peers.langmem import LangMemMemory, keeps_on_disk

        if keeps_on_disk():
            found["langmem (sqlite)"] = lambda folder: Peer(LangMemMemory(folder, USER, embedder))
    return found


def measure(opened: Callable[[Path], Store], count: int, embedder: Recorder) -> dict[str, Any]:
    """Fill a store, delete half, delete the rest; what is left of what was deleted after each step."""
    random = Random(0)
    words = ["".join(random.choices("bcdfghjklmnpqrstvwxz", k=14)) for _ in range(count)]
    half = count // 2
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        store = opened(folder)
        ids, vectors = [], []
        for word in words:
            embedder.given.clear()
            ids.append(store.write(word))
            vectors.append(embedder.given[-1])
        store.close()
        before = search(folder, words, vectors)
        store = opened(folder)
        store.delete(ids[:half])
        store.close()
        some = search(folder, words[:half], vectors[:half])
        store = opened(folder)
        store.delete_rest(ids[half:])
        store.close()
        rest = search(folder, words, vectors)
    steps = {"before": (before, count), "one by one": (some, half), "all": (rest, count)}
    return {name: {"sought": sought, **vars(left)} for name, (left, sought) in steps.items()}


def secure_delete() -> bool:
    """Whether SQLite overwrites deleted rows without being asked."""
    with sqlite3.connect(":memory:") as connection:
        return bool(connection.execute("PRAGMA secure_delete").fetchone()[0])


def main() -> None:
    """Measure every store and print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--count", type=int, default=40, help="memories given to each store")
    options = parser.parse_args()
    embedder = Recorder()
    found = {name: measure(opened, options.count, embedder) for name, opened in openers(embedder).items()}
    if options.json:
        headline = {
            f"erase.residual_bytes.{name}.{step.replace(' ', '_')}": left["bytes"]
            for name, steps in found.items()
            for step, left in steps.items()
            if step != "before"
        }
        print(json.dumps({"headline": headline, "secure_delete": secure_delete(), "stores": found}, indent=2))
        return
    print(f"secure_delete of this SQLite: {secure_delete()}")
    heads = " ".join(f"{head:>7}" for head in COUNTS)
    print(f"{'store':<17} {'step':<11} {heads}  where")
    for name, steps in found.items():
        for step, left in steps.items():
            columns = " ".join(f"{left[head]:>7}" for head in COUNTS)
            print(f"{name:<17} {step:<11} {columns}  {', '.join(left['files'])}")


if __name__ == "__main__":
    main()
