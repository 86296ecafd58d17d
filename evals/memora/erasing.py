"""A small memory, filled, erased, and searched byte by byte for what it held."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...clock import FixedClock
from ...memory import Memory
from .replay import Gold
from .types import PersonaPeriod

USER = "eraser"
SHORTEST = 5
"""Shorter words occur by chance in binary files."""


def erase_check(case: PersonaPeriod, dialogues: int = 60, *, vectors: bool = True) -> dict[str, Any]:
    """Write the first annotated changes, erase everything, and count the bytes that remain.

    `residual_bytes` is the larger of what the memory's own receipt reports and what an independent scan of every
    file in the folder finds: values and phrases as UTF-8, and the float32 bytes of the vectors.
    """
    with tempfile.TemporaryDirectory(prefix="tastekeeper-eval-") as name:
        folder = Path(name)
        gold = Gold(case)
        clock = FixedClock(case.dialogues[0].at)
        with Memory.open(
            folder / "memory.db", clock=clock, index=_index(folder) if vectors else None
        ) as memory:
            for dialogue in case.dialogues[:dialogues]:
                clock.at = max(clock.at, dialogue.at)
                gold.write(memory, USER, dialogue.id)
            indexed = memory.settle(USER)
            needles = _needles(memory)
            before = residual(folder, needles)
            vector_bytes = _vector_bytes(memory) if vectors else []
            receipt = memory.erase(USER, everything=True)
        after = residual(folder, [*needles, *vector_bytes])
    return {
        "facts": sum(receipt.removed.values()),
        "vectors": indexed,
        "sought": len(needles) + len(vector_bytes),
        "found_before": before,
        "receipt_clean": receipt.clean,
        "receipt_residual_bytes": receipt.residual_bytes,
        "scan_residual_bytes": after,
        "residual_bytes": max(after, receipt.residual_bytes),
    }


def _index(folder: Path) -> Any:
    from ...memory import default_index
    from ...memory.index import SemanticIndex
    from ..fama.meaning import embedder

    made = default_index(folder / "vectors")
    return SemanticIndex(embedder(), made.vectors)


def _needles(memory: Memory) -> list[bytes]:
    """The values and the words behind them; each is unique enough to be found for no other reason."""
    payload = memory.export(USER)
    words = {entry["value_text"] for entry in payload["facts"]} | {e["text"] for e in payload["evidence"]}
    ids = {entry["fact_id"] for entry in payload["facts"]}
    return [word.encode() for word in sorted(words | ids) if len(word) >= SHORTEST and not _numeric(word)]


def _numeric(word: str) -> bool:
    return not any(letter.isalpha() for letter in word)


def _vector_bytes(memory: Memory) -> list[bytes]:
    from ..fama.meaning import embedder

    texts = sorted({fact.value_text for fact in memory.facts(USER)})
    return [vector.astype("<f4").tobytes()[:64] for vector in embedder().encode(texts)] if texts else []


def residual(folder: Path, needles: Iterable[bytes]) -> int:
    """Bytes of the needles' appearances in any file below a folder, whatever the case of letters."""
    contents = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    lowered = [content.lower() for content in contents]
    total = 0
    for needle in needles:
        text = needle.isascii() or _is_text(needle)
        for content, low in zip(contents, lowered, strict=True):
            found = low.count(needle.lower()) if text else content.count(needle)
            total += found * len(needle)
    return total


def _is_text(needle: bytes) -> bool:
    try:
        needle.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
