"""Memora's yes/no questions as typed criteria. What no template reads stays unparsed, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .numbers import periods, quantities
from .types import Criterion, Expect, Kind

EXPECT: dict[str, Expect] = {"memory_presence": "presence", "forgetting_absence": "forgetting"}

_FIELD = r"[\w/ ]+?"
_STATUS = re.compile(
    r"^Does the response indicate that (?:the )?.+? (?:is|was|are) (?P<status>[A-Z][A-Z ]+[A-Z])\b"
)
_MET = frozenset({"MET", "UNDER BUDGET", "WITHIN BUDGET", "ON TRACK", "ACHIEVED", "GOAL MET", "ABOVE TARGET"})
_MISSED = frozenset({"NOT MET", "OVER BUDGET", "EXCEEDED", "MISSED", "NOT ACHIEVED", "BELOW TARGET"})
_PERIOD = re.compile(r"^Does the response mention that the (?P<target>\S+ (?:week|month)) had the most .+\?$")
_COUNT = re.compile(r"^Does the response mention that you .+ in (?P<target>\d+ (?:weeks?|months?))\?$")
_NUMBER = re.compile(
    r"^Does the response mention the .*?(?:amount|count|goal|total)\b.*?(?:\$[\d.,]*\d|[\d.,]*\d steps).*\?$"
)
_TASTE = re.compile(
    r"^Does the response reflect or (?P<how>align with|mention) the user's preference for (?P<target>.+)\?$"
)
_AVOID = re.compile(r"^Does the response avoid recommending (?P<target>.+) \(which the user dislikes\)\?$")
_MENTION = (
    re.compile(r"^Does the response include (?!the )(?P<target>.+) in the (?:current )?task list\?$"),
    re.compile(r"^Does the response include (?P<target>.+) \(past event\)\?$"),
    re.compile(
        rf"^Does the response mention the {_FIELD} '(?P<target>.+)' that was (?:deleted|removed|replaced)\?$"
    ),
    re.compile(rf"^Does the response (?:mention|include) the {_FIELD}: (?P<target>.+)\?$"),
    re.compile(
        rf"^Is (?:the |')?(?:{_FIELD}(?:'s {_FIELD})? ')?(?P<target>.+)' (?:on \S+ )?"
        r"(?:(?:correctly |appropriately )?(?:listed|included|mentioned|shown)\b[\w ]*)\?$"
    ),
)


def parse(identity: str, question: str, kind: str, slot: str | None = None) -> Criterion | None:
    """One criterion, or None where no template reads it. `kind` is Memora's evaluation type."""
    expect = EXPECT.get(kind)
    if expect is None:
        return None
    for reader in (_status, _period, _number, _taste, _mention):
        fields = reader(question)
        if fields is not None:
            return Criterion(id=identity, expect=expect, slot=slot, source=question, **fields)
    return None


Fields = dict[str, Any]


def _status(question: str) -> Fields | None:
    match = _STATUS.match(question)
    if match is None:
        return None
    status = match["status"].strip()
    if status in _MET:
        return _fields("status", "met")
    return _fields("status", "missed") if status in _MISSED else None


def _period(question: str) -> Fields | None:
    match = _PERIOD.match(question)
    found = periods(match["target"]) if match else []
    return {**_fields("period", match["target"]), "quantities": tuple(found)} if match and found else None


def _number(question: str) -> Fields | None:
    match = _COUNT.match(question)
    if match is None and not _NUMBER.match(question):
        return None
    said = [q for q in quantities(match["target"] if match else question) if q.unit]
    return {**_fields("number", "; ".join(f"{q.unit} {q.value:g}" for q in said)), "quantities": tuple(said)}


def _taste(question: str) -> Fields | None:
    match = _TASTE.match(question)
    if match is not None:
        return _fields("align", match["target"])
    match = _AVOID.match(question)
    return None if match is None else _fields("avoid", match["target"])


def _mention(question: str) -> Fields | None:
    matches = (pattern.match(question) for pattern in _MENTION)
    match = next((found for found in matches if found), None)
    if match is None:
        return None
    target = match["target"].strip()
    bare = re.fullmatch(r"\$?[\d,]+(?:\.\d+)?", target)
    if bare is not None:
        return {**_fields("number", target), "quantities": tuple(quantities(target))}
    return _fields("mention", target)


def _fields(kind: Kind, target: str) -> Fields:
    return {"kind": kind, "target": target}


Parser = Callable[[str, str, str, str | None], Criterion | None]
