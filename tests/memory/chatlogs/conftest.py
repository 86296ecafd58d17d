"""A memory of June 2026 that chat logs of the past are read into."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory
from tastekeeper.memory.chatlogs import ChatImport, import_chats, parse_messages

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def user(text: str, at: str | None = None) -> dict[str, Any]:
    said = {"role": "user", "content": text}
    return said if at is None else {**said, "timestamp": at}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db", clock=FixedClock(NOW)) as opened:
        yield opened


@pytest.fixture
def read(memory: Memory) -> Callable[..., ChatImport]:
    def go(*chats: Any, **options: Any) -> ChatImport:
        return import_chats(memory, "ana", parse_messages(json.dumps(chats).encode(), "log.json"), **options)

    return go
