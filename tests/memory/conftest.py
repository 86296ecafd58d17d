"""Shared by the memory tests: a clock that stands still, a store, short ways to claim."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.memory import BruteForceIndex, Memory, SemanticIndex, fold
from tastekeeper.memory.types import Claim, ClaimKind, WriteReport

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "ana"


class WordEmbedder:
    """Bags of hashed words: no weights, deterministic, and near things are near."""

    name = "words"
    dimension = 64

    def __init__(self, loaded: bool = True) -> None:
        self.loaded = loaded

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.loaded = True
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in fold(text).split():
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
                vectors[row] += np.random.default_rng(seed).normal(size=self.dimension).astype(np.float32)
            vectors[row] /= np.linalg.norm(vectors[row]) or 1.0
        return vectors


class Desk:
    """A memory with its clock and shorthand for what users say."""

    def __init__(self, memory: Memory, clock: FixedClock) -> None:
        self.memory = memory
        self.clock = clock
        self.count = 0

    def say(self, *claims: Claim, text: str | None = None, user: str = USER, **options) -> WriteReport:
        self.count += 1
        words = text if text is not None else "; ".join(claim.value_text or "that" for claim in claims)
        placed = []
        start = 0
        for claim in claims:
            end = start + len(claim.value_text or "that")
            placed.append(
                claim if text is not None else claim.model_copy(update={"start": start, "end": end})
            )
            start = end + 2
        return self.memory.apply(user, options.pop("message_id", f"m{self.count}"), words, placed, **options)

    def live(self, user: str = USER) -> set[tuple[str, str, int, float | None]]:
        return {(f.attribute, f.value_norm, f.polarity, f.number) for f in self.memory.facts(user)}


def make(attribute: str, value: str, polarity: int = 1, **fields) -> Claim:
    kind = fields.pop("kind", ClaimKind.ASSERT)
    norm = fields.pop("norm", fold(value))
    return Claim(
        kind=kind, attribute=attribute, value_norm=norm, value_text=value, start=0, end=len(value),
        polarity=polarity, **fields,
    )  # fmt: skip


@pytest.fixture
def like() -> Callable[..., Claim]:
    return lambda value, attribute="movies.genre", **fields: make(attribute, value, 1, **fields)


@pytest.fixture
def dislike() -> Callable[..., Claim]:
    return lambda value, attribute="movies.genre", **fields: make(attribute, value, -1, **fields)


@pytest.fixture
def drop() -> Callable[..., Claim]:
    return lambda value, attribute="movies.genre", polarity=0, **fields: make(
        attribute, value, polarity, kind=ClaimKind.RETRACT, **fields
    )


@pytest.fixture
def limit() -> Callable[..., Claim]:
    return lambda name, number, **fields: make(
        f"movies.{name}", str(number), 0, number=float(number), unit="year", **fields
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "memory.db"


@pytest.fixture
def index() -> SemanticIndex:
    return SemanticIndex(WordEmbedder(), BruteForceIndex())


@pytest.fixture
def desk(path: Path, clock: FixedClock, index: SemanticIndex) -> Iterator[Desk]:
    with Memory.open(path, clock=clock, index=index) as memory:
        yield Desk(memory, clock)
