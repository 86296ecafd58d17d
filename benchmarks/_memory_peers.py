"""mem0 and LangMem for `benchmarks/memory.py`, and this memory with its vectors as they have theirs.

All get the same sentences and the same embedder. `write` takes in one new memory (mem0: `add(infer=False)`; LangMem:
its manage tool; ours: `apply` and then `settle`, which embeds and indexes) and `recall` finds the 20 best for a
question. Timed calls use the packaged MiniLM, whose seconds are counted apart; what a store is filled with has seeded
random unit vectors. A store that is not filled in `Peer.fill_seconds` is given up, and the reason is reported.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from _memory_systems import MESSAGE, NOW, USER, Tastekeeper, Unavailable, sentence
from tastekeeper.clock import FixedClock
from tastekeeper.errors import TastekeeperError
from tastekeeper.evals.peers.memory import PeerMemory
from tastekeeper.memory import Memory
from tastekeeper.memory.chroma import ChromaIndex
from tastekeeper.memory.embedder import MiniLMEmbedder, Vectors
from tastekeeper.memory.index import SemanticIndex

LIMIT = 20


@cache
def minilm() -> MiniLMEmbedder:
    """The weights, read once."""
    return MiniLMEmbedder().load()


class TimedEmbedder:
    """MiniLM for what is timed, random unit vectors while `filling`; `seconds` is the time of the model."""

    name, dimension, loaded = MiniLMEmbedder.name, MiniLMEmbedder.dimension, True

    def __init__(self) -> None:
        self._random = np.random.default_rng(0)
        self.filling = False
        self.seconds = 0.0
        minilm()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384)."""
        if self.filling:
            raw = self._random.standard_normal((len(texts), self.dimension)).astype(np.float32)
            return np.ascontiguousarray(raw / np.linalg.norm(raw, axis=1, keepdims=True))
        begin = time.perf_counter()
        vectors = minilm().encode(texts)
        self.seconds += time.perf_counter() - begin
        return vectors


class WithVectors(Tastekeeper):
    """This memory with its Chroma index; a write includes the index work that a conversation leaves for later."""

    name = "tastekeeper+vectors"

    def open(self, folder: Path) -> None:
        """Start with an empty store and an empty index."""
        self.embedder = TimedEmbedder()
        index = SemanticIndex(self.embedder, ChromaIndex(folder / "index"))
        self.memory = Memory.open(folder / "memory.db", clock=FixedClock(NOW), index=index)

    @property
    def embedding_seconds(self) -> float:
        """Seconds spent in the embedder so far."""
        return self.embedder.seconds

    def fill(self, count: int) -> None:
        """As without vectors, and the index."""
        self.embedder.filling = True
        super().fill(count)
        self.embedder.filling = False

    def write(self, number: int) -> None:
        """Store what one message says, and index it."""
        super().write(number)
        self.memory.settle(USER)

    @property
    def recalls(self) -> Mapping[str, Callable[[int], object]]:
        """By words and vectors."""
        return {"search": lambda n: self.memory.search(USER, sentence(n), LIMIT)}


class Peer:
    """A peer's memory of raw sentences. Subclasses open it."""

    name = ""
    fill_seconds = 300.0

    def __init__(self) -> None:
        self.memory: PeerMemory | None = None

    def opened(self, folder: Path, embedder: TimedEmbedder) -> PeerMemory:
        """The peer with an empty store."""
        raise NotImplementedError

    def open(self, folder: Path) -> None:
        """Start with an empty store, or say why there is none."""
        self.embedder = TimedEmbedder()
        try:
            self.memory = self.opened(folder, self.embedder)
        except TastekeeperError as error:
            raise Unavailable(str(error)) from error

    @property
    def embedding_seconds(self) -> float:
        """Seconds spent in the embedder so far."""
        return self.embedder.seconds

    def fill(self, count: int) -> None:
        """A hundred messages a call."""
        begin = time.perf_counter()
        self.embedder.filling = True
        for start in range(0, count, MESSAGE):
            said = [("user", sentence(number)) for number in range(start, min(start + MESSAGE, count))]
            self._memory.add(said, NOW)
            if time.perf_counter() - begin > self.fill_seconds:
                raise Unavailable(f"{start + MESSAGE:,} memories took {self.fill_seconds:g} s: given up")
        self.embedder.filling = False

    def write(self, number: int) -> None:
        """One message."""
        self._memory.add([("user", sentence(number))], NOW)

    @property
    def recalls(self) -> Mapping[str, Callable[[int], object]]:
        """The nearest memories."""
        return {"search": lambda n: self._memory.search(sentence(n), LIMIT)}

    def close(self) -> None:
        """Let go of the peer's files."""
        if self.memory is not None:
            self.memory.close()

    @property
    def _memory(self) -> PeerMemory:
        assert self.memory is not None
        return self.memory


class Mem0(Peer):
    """mem0 with Qdrant in a folder."""

    name = "mem0"

    def opened(self, folder: Path, embedder: TimedEmbedder) -> PeerMemory:
        """See `Peer`."""
        from tastekeeper.evals.peers.mem0 import Mem0Memory

        return Mem0Memory(folder, USER, embedder)


class LangMem(Peer):
    """LangMem over LangGraph's store in this process: nothing is on disk."""

    name = "langmem"

    def opened(self, folder: Path, embedder: TimedEmbedder) -> PeerMemory:
        """See `Peer`."""
        from tastekeeper.evals.peers.langmem import LangMemMemory

        return LangMemMemory(None, USER, embedder)


class LangMemOnDisk(Peer):
    """LangMem over LangGraph's SQLite store."""

    name = "langmem+sqlite"

    def opened(self, folder: Path, embedder: TimedEmbedder) -> PeerMemory:
        """See `Peer`."""
        from tastekeeper.evals.peers.langmem import LangMemMemory

        return LangMemMemory(folder / "langmem", USER, embedder)


PEERS = (WithVectors, Mem0, LangMem, LangMemOnDisk)
