"""The labelled utterances: one message with its context, and the acts that a reader takes from it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from ...agent.planner.acts import Act, DialogueContext, Frozen
from ...errors import DataError, UsageError

FILE = "data/planner/utterances.jsonl"
SPLITS = ("dev", "test", "all")


class Utterance(Frozen):
    """One line of the file. The rules behind the labels stand in docs/evals.md."""

    id: str
    split: str
    text: str
    context: DialogueContext | None
    acts: tuple[Act, ...]
    tags: tuple[str, ...]


def split_of(utterance_id: str) -> str:
    """`dev` where the first byte of the id's SHA-256 is even, else `test`."""
    return "dev" if hashlib.sha256(utterance_id.encode()).digest()[0] % 2 == 0 else "test"


@cache
def all_utterances() -> tuple[Utterance, ...]:
    """Every utterance, in file order. Raises `DataError` naming the line that breaks a rule."""
    text = (files(__package__.rpartition(".")[0]) / FILE).read_text(encoding="utf-8")
    found: list[Utterance] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            utterance = Utterance.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise DataError(f"Line {number} is no labelled utterance: {error}", where=FILE) from error
        if utterance.split != split_of(utterance.id):
            raise DataError(f"Line {number} is in the wrong split", where=FILE)
        found.append(utterance)
    return tuple(found)


def utterances(split: str, *, limit: int | None = None) -> tuple[Utterance, ...]:
    """The utterances of one split, or of both for `all`. Raises `UsageError` for another name.

    `limit` takes evenly spaced ones, so that a small run still sees every kind.
    """
    if split not in SPLITS:
        raise UsageError(f"There is no split {split!r}", hint=f"Splits: {', '.join(SPLITS)}.")
    chosen = [u for u in all_utterances() if split in ("all", u.split)]
    if limit is None or limit >= len(chosen):
        return tuple(chosen)
    step = len(chosen) / max(limit, 1)
    return tuple(chosen[int(index * step)] for index in range(limit))
