"""Changes that were read against changes that were annotated: precision and recall by kind of operation."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .alike import same_name, same_number, same_text
from .changes import Change, changes_of
from .documents import field_of
from .operations import GoldOp
from .systems import Written
from .types import Dialogue


@dataclass(slots=True)
class Extraction:
    """Counts over dialogues. `wanted`, `read` and `right` count by kind; `right` counts both sides at once.

    `small_talk` counts dialogues without an annotated change, and `disturbed` those of them in which something
    was written. `slots` and `days` are (agreeing, compared) over matched tastes and fields, and appointments.
    """

    wanted: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    small_talk: int = 0
    disturbed: int = 0
    slots: tuple[int, int] = (0, 0)
    days: tuple[int, int] = (0, 0)
    confused: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Right, read, wanted over all kinds."""
        return sum(self.right.values()), sum(self.read.values()), sum(self.wanted.values())

    def add(self, other: Extraction) -> None:
        """Pool two."""
        self.wanted += other.wanted
        self.read += other.read
        self.right += other.right
        self.small_talk += other.small_talk
        self.disturbed += other.disturbed
        self.slots = (self.slots[0] + other.slots[0], self.slots[1] + other.slots[1])
        self.days = (self.days[0] + other.days[0], self.days[1] + other.days[1])
        self.confused += other.confused
        self.mistakes += other.mistakes

    def table(self) -> dict[str, dict[str, Any]]:
        """Precision, recall and F1 for every kind that occurs on either side, and over all."""
        rows = {
            kind: scores(self.right[kind], self.read[kind], self.wanted[kind])
            for kind in sorted({*self.wanted, *self.read})
        }
        return {**rows, "all": scores(*self.counts)}


def scores(right: int, read: int, wanted: int) -> dict[str, Any]:
    """Precision, recall and F1 in [0, 1]; None where there is nothing to divide by."""
    return {
        "right": right,
        "read": read,
        "annotated": wanted,
        "precision": right / read if read else None,
        "recall": right / wanted if wanted else None,
        "f1": 2 * right / (read + wanted) if read + wanted else None,
    }


def score(gold: Iterable[GoldOp], written: Sequence[Written], dialogues: Sequence[Dialogue]) -> Extraction:
    """Compare dialogue by dialogue. What was written belongs to the last dialogue begun by then."""
    result = Extraction()
    wanted: dict[str, list[GoldOp]] = defaultdict(list)
    for one in gold:
        wanted[one.dialogue].append(one)
    by_dialogue = _by_dialogue(written, dialogues)
    known: set[str] = set()
    for place, dialogue in enumerate(dialogues):
        read = by_dialogue.get(place, [])
        _one(result, dialogue.id, wanted.get(dialogue.id, []), list(changes_of(read, known)))
        known |= {each.subject for each in read}
    return result


def _by_dialogue(written: Sequence[Written], dialogues: Sequence[Dialogue]) -> Mapping[int, list[Written]]:
    starts = [dialogue.at for dialogue in dialogues]
    found: dict[int, list[Written]] = defaultdict(list)
    for one in written:
        found[max(bisect_right(starts, one.at) - 1, 0)].append(one)
    return found


def _one(result: Extraction, dialogue: str, wanted: list[GoldOp], read: list[Change]) -> None:
    if not wanted:
        result.small_talk += 1
        result.disturbed += any(not change.optional for change in read)
    result.wanted.update(one.kind for one in wanted)
    missed: list[GoldOp] = []
    for one in wanted:
        match = _match(one, read)
        if match is None:
            missed.append(one)
            continue
        read.remove(match)
        result.right[one.kind] += 1
        result.read[one.kind] += 1
        _agreement(result, one, match)
    wrong = [change for change in read if not change.optional]
    result.read.update(change.kind for change in wrong)
    _explain(result, dialogue, missed, wrong)


def _match(one: GoldOp, read: Sequence[Change]) -> Change | None:
    """The change that is this annotation: of its kind, or said again where it held already."""
    plain = [change for change in read if change.kind == one.kind and not change.optional]
    again = [change for change in read if change.optional and change.family == one.family]
    if one.kind.endswith(".delete"):
        again = []
    same = _SAME[one.family]
    return next((change for change in [*plain, *again] if same(one, change)), None)


def _taste(one: GoldOp, change: Change) -> bool:
    if not same_name(one.value, change.value):
        return False
    if one.kind == "preference.delete":
        return True
    if one.kind == "preference.value_update" and not change.optional and not same_name(one.old, change.old):
        return False
    return one.polarity == change.polarity


def _text(one: GoldOp, change: Change) -> bool:
    return same_text(one.value, change.value)


def _content(one: GoldOp, change: Change) -> bool:
    if one.number is not None:
        return same_number(one.number, change.number) or same_name(one.value, change.value)
    return same_text(one.value, change.value)


def _amount(one: GoldOp, change: Change) -> bool:
    return one.slot == change.attribute and same_number(one.number, change.number)


_SAME: dict[str, Callable[[GoldOp, Change], bool]] = {
    "preference": _taste,
    "todo": _text,
    "calendar": _text,
    "content": _content,
    "goal": _amount,
    "food": _amount,
    "steps": _amount,
}


def _agreement(result: Extraction, one: GoldOp, match: Change) -> None:
    if one.family in ("preference", "content") and not one.slot.startswith("other."):
        slot = field_of(one.slot) if one.family == "content" else one.slot
        result.slots = (result.slots[0] + (slot == match.attribute), result.slots[1] + 1)
    if one.family == "calendar" and one.on is not None and match.on:
        result.days = (result.days[0] + (one.on.isoformat() == match.on), result.days[1] + 1)


def _explain(result: Extraction, dialogue: str, missed: Sequence[GoldOp], wrong: Sequence[Change]) -> None:
    """Which kinds are taken for which, and every mistake in words."""
    for one in missed:
        near = next((c for c in wrong if c.family == one.family), None)
        result.confused[f"{one.kind} -> {near.kind if near else 'nothing'}"] += 1
        result.mistakes.append(f"session {dialogue}: missed {one.kind} {one.value!r} in {one.slot}")
    for change in wrong:
        if not any(one.family == change.family for one in missed):
            result.confused[f"nothing -> {change.kind}"] += 1
        said = f"{change.kind} {change.value!r} in {change.attribute}"
        result.mistakes.append(f"session {dialogue}: unasked {said}")
