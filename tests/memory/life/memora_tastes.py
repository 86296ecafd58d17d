"""Scores a reader of tastes on annotated conversations: what it claims against what was labelled, per operation."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from tastekeeper.clock import FixedClock
from tastekeeper.fold import fold
from tastekeeper.memory import Memory
from tastekeeper.memory.extraction.life.conversation import Conversation
from tastekeeper.memory.extraction.life.tastes import read_tastes
from tastekeeper.memory.types import Claim, ClaimKind

_NEAR = 85


def sessions(path: Path) -> Iterator[dict[str, Any]]:
    """The sessions of one file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


@dataclass
class Score:
    """Counts per kind of operation, and what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def recall(self) -> float:
        """Share of labelled operations found."""
        return sum(self.right.values()) / max(1, sum(self.gold.values()))

    def precision(self) -> float:
        """Share of claims that are labelled."""
        return sum(self.right.values()) / max(1, sum(self.claimed.values()))

    def add(self, other: Score) -> None:
        """Pool with another score."""
        self.right += other.right
        self.gold += other.gold
        self.claimed += other.claimed
        self.wrong += other.wrong


def names(claimed: str, item: str) -> bool:
    """Whether a claimed value is the labelled item, plurals aside.

    The whole item with at most two words around it, all of it but one word where two or more are left
    ("Mont Saint-Michel Abbey" for "Mont Saint-Michel Abbey, France"), or nearly the same letters.
    """
    one, other = (frozenset(word.rstrip("s") for word in fold(text).split()) for text in (claimed, item))
    if other <= one and len(one - other) <= 2:
        return True
    if one <= other and len(one) >= 2 and len(other - one) <= 1:
        return True
    return bool(fuzz.token_sort_ratio(fold(claimed), fold(item)) >= _NEAR)


def score(path: Path, folder: Path) -> Score:
    """Run one file of sessions through the reader and a memory of its own."""
    result = Score()
    clock = FixedClock(datetime(2025, 6, 1, tzinfo=UTC))
    with Memory.open(folder / "memory.db", clock=clock) as memory:
        for session in sessions(path):
            _session(session, memory, result)
    return result


def _session(session: dict[str, Any], memory: Memory, result: Score) -> None:
    at = datetime.fromisoformat(session["date"]).replace(tzinfo=UTC)
    conversation = Conversation([read_tastes])
    claims: list[tuple[Claim, str]] = []
    for turn in session["conversation"]:
        if turn["speaker"] == "ai_agent":
            conversation.answer(turn["message"])
            continue
        live = memory.facts("u")
        heard = conversation.hear(turn["message"], at, live)
        held = {(fact.attribute, fact.value_norm, fact.polarity) for fact in live}
        claims += [(c, turn["message"]) for c in heard if (c.attribute, c.value_norm, c.polarity) not in held]
        memory.apply("u", f"{session['session_id']}-{turn['turn']}", turn["message"], heard)
    _judge(session, claims, result)


def _judge(session: dict[str, Any], claims: list[tuple[Claim, str]], result: Score) -> None:
    details = session["operation_details"] or {}
    is_taste = session["session_type"] == "preference"
    kind = (details.get("update_type") or session["operation"]) if is_taste else ""
    if kind:
        result.gold[kind] += 1
    found = False
    for claim, text in claims:
        label = (
            "delete" if claim.kind is ClaimKind.RETRACT else (kind if kind and kind != "delete" else "add")
        )
        hit = bool(kind) and _is(claim, details, kind)
        old = (
            kind == "value_update"
            and claim.kind is ClaimKind.RETRACT
            and names(claim.value_text, details["old_item"])
        )
        if old or (hit and found):
            continue
        result.claimed[label] += 1
        if hit:
            found = True
            result.right[kind] += 1
        else:
            result.wrong.append(f"false {session['session_id']} {_shown(claim)} <- {text}")
    if kind and not found:
        said = [t["message"] for t in session["conversation"] if t["share_memory"]]
        result.wrong.append(f"missed {session['session_id']} {kind} {details['item']} <- {said}")
    if kind == "value_update" and found and not _closed(details["old_item"], claims):
        result.wrong.append(f"kept {session['session_id']} {details['old_item']}")


def _is(claim: Claim, details: dict[str, Any], kind: str) -> bool:
    if not names(claim.value_text, details["item"]):
        return False
    if kind == "delete":
        return claim.kind is ClaimKind.RETRACT
    wanted = 1 if details["preference"] == "like" else -1
    return claim.kind is ClaimKind.ASSERT and claim.polarity == wanted


def _closed(old: str, claims: list[tuple[Claim, str]]) -> bool:
    return any(
        (claim.kind is ClaimKind.RETRACT and names(claim.value_text, old))
        or any(names(r, old) for r in claim.replaces)
        for claim, _ in claims
    )


def _shown(claim: Claim) -> str:
    return f"{claim.kind} {claim.polarity:+d} {claim.attribute} {claim.value_text!r} {claim.rule}"
