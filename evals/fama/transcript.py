"""Our own transcripts, one JSON object a line as docs/evals.md says; and finding transcripts by path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ...errors import UsageError
from ..memora.loading import QUESTIONS, SESSIONS, UPSTREAM, load_transcript
from ..reading import Skipped, json_lines, parsed_lines
from .lines import Lines
from .types import Transcript


class Loaded(NamedTuple):
    """What could be read, and what could not."""

    transcripts: tuple[Transcript, ...]
    skipped: tuple[Skipped, ...] = ()


def load_transcripts(paths: Sequence[Path]) -> tuple[Transcript, ...]:
    """Every transcript under the paths, without a word on what could not be read."""
    return read_transcripts(paths).transcripts


def read_transcripts(paths: Sequence[Path]) -> Loaded:
    """Every transcript under the paths: `.jsonl` files, Memora files, or folders of either.

    Without a path, the packaged ones. A broken line is among the skipped; the rest is used. Raises
    `UsageError` where a path holds none, `DataError` where a file cannot be read at all.
    """
    if not paths:
        packaged = files(__package__.rpartition(".")[0]) / "data" / "fama" / "films.jsonl"
        return parse_transcripts(packaged.read_text(encoding="utf-8"), "films.jsonl")
    found: list[Transcript] = []
    skipped: list[Skipped] = []
    for path in paths:
        part = _load(path)
        if not part.transcripts:
            raise UsageError(
                "No transcript here" + (f"; {part.skipped[0]}" if part.skipped else ""),
                where=str(path),
                hint=f"Give a .jsonl transcript, or a folder with *{QUESTIONS} and *{SESSIONS[0]}.",
            )
        found += part.transcripts
        skipped += part.skipped
    return Loaded(tuple(_distinct(found)), tuple(skipped))


def _load(path: Path) -> Loaded:
    if path.is_dir():
        memora = sorted([*path.rglob(f"*{QUESTIONS}"), *path.rglob(f"{UPSTREAM}*.json")])
        return _joined(map(_load, memora or sorted(path.rglob("*.jsonl"))))
    if not path.exists():
        raise UsageError("There is no such file", where=str(path))
    for ending in SESSIONS:
        if path.name.endswith(ending):
            path = path.with_name(path.name.removesuffix(ending) + QUESTIONS)
    if path.name.endswith(QUESTIONS) or path.name.startswith(UPSTREAM):
        transcript, skipped = load_transcript(path)
        return Loaded((transcript,), skipped)
    return _read(Lines(str(path)), json_lines(path))


def _joined(parts: Iterable[Loaded]) -> Loaded:
    every = list(parts)
    return Loaded(
        tuple(one for part in every for one in part.transcripts),
        tuple(one for part in every for one in part.skipped),
    )


def parse_transcripts(text: str, where: str) -> Loaded:
    """Read the lines of a transcript file in hand; a `transcript` line opens each person's part."""
    return _read(Lines(where), parsed_lines(text.encode("utf-8", "surrogatepass").split(b"\n")))


def _read(reader: Lines, lines: Iterable[tuple[int, object]]) -> Loaded:
    for number, raw in lines:
        reader.take(number, raw)
    return Loaded(tuple(_distinct(reader.transcripts())), tuple(reader.skipped))


def _distinct(transcripts: Iterable[Transcript]) -> list[Transcript]:
    """The same person and period from two files stay two: the later one's period gets a number."""
    seen: Counter[str] = Counter()
    found: list[Transcript] = []
    for one in transcripts:
        seen[one.name] += 1
        again = seen[one.name]
        found.append(one if again == 1 else one.model_copy(update={"period": f"{one.period}#{again}"}))
    return found
