"""A conversation as a file: Markdown to read, or JSON when the name ends so."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError
from .wording import printable

if TYPE_CHECKING:
    from .boundary import AgentLike

Line = tuple[str, str, datetime]


def as_markdown(title: str, lines: Sequence[Line]) -> str:
    """A conversation to read: a heading, then each side's words with the time."""
    parts = [f"# {printable(title)}"]
    for role, text, at in lines:
        parts.append(
            f"**{'You' if role == 'user' else 'Tastekeeper'}** · {at:%Y-%m-%d %H:%M}\n\n{printable(text)}"
        )
    return "\n\n".join(parts) + "\n"


def as_record(session_id: str, title: str, lines: Sequence[Line]) -> dict[str, object]:
    """A conversation as JSON-ready values."""
    turns = [{"role": role, "text": text, "at": at.isoformat()} for role, text, at in lines]
    return {"format": "tastekeeper-conversation/1", "session_id": session_id, "title": title, "lines": turns}


def write_conversation(agent: AgentLike, path: str | None = None) -> Path:
    """Write the open conversation, all of it or nothing, and return where. Raises `StoreError`."""
    titles = {session.id: session.title for session in agent.sessions.list()}
    title, lines = titles.get(agent.session_id, "Conversation"), agent.sessions.transcript(agent.session_id)
    place = Path(path or f"tastekeeper-{agent.session_id}.md").expanduser().resolve()
    if place.suffix == ".json":
        text = json.dumps(as_record(agent.session_id, title, lines), ensure_ascii=False, indent=1)
    else:
        text = as_markdown(title, lines)
    write_atomically(place, text)
    return place


def write_atomically(place: Path, text: str) -> None:
    """Write beside `place` and swap, readable by the owner only. Raises `StoreError` saying what to do."""
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(place)
    except OSError as error:
        raise StoreError(
            f"Cannot write the file: {error.strerror or error}",
            where=str(place),
            hint="Name a file in a folder you may write to.",
        ) from error
