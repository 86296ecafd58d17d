"""The annotated operation of a dialogue, typed: one entry a value, so that a document makes several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ..outcome import Frozen
from ..reading import Skipped, reason_of
from .slots import Domains
from .types import Dialogue

KINDS = (
    "preference.add", "preference.value_update", "preference.preference_update", "preference.delete",
    "todo.add", "todo.delete", "calendar.add", "calendar.update", "calendar.delete",
    "content.add", "content.update", "content.delete", "goal.add", "goal.update", "food.add", "steps.add",
)  # fmt: skip
SIGNS = {"like": 1, "dislike": -1}


class GoldOp(Frozen):
    """One annotated change. `slot` is the attribute by `memory/vocabulary.py` (without a document's kind).

    `value` is the value that begins to hold, or the one that ends where `kind` is a deletion; `old` the value
    that it takes the place of. `subject` names a document by the benchmark's own id. `on` is an event's day.
    """

    dialogue: str
    at: datetime
    kind: str
    slot: str
    value: str
    subject: str = "user"
    polarity: int = 0
    number: float | None = None
    old: str = ""
    on: date | None = None
    whole: bool = False
    """For a document's field: the field holds one value, not a list."""

    @property
    def family(self) -> str:
        """`preference`, `todo`, `calendar`, `content`, `goal`, `food` or `steps`."""
        return self.kind.partition(".")[0]


class Unreadable(ValueError):
    """An annotation of a shape that is not known."""


def operations(
    dialogues: Sequence[Dialogue], domains: Domains, where: str = ""
) -> tuple[tuple[GoldOp, ...], tuple[Skipped, ...]]:
    """Every annotated change in order, and the annotations that could not be read."""
    found: list[GoldOp] = []
    skipped: list[Skipped] = []
    for dialogue in dialogues:
        if dialogue.operation is None and not dialogue.details:
            continue
        try:
            found.extend(of_dialogue(dialogue, domains))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"annotation of session {dialogue.id}: {reason_of(error)}"
            skipped.append(Skipped(file=where, line=dialogue.line, reason=reason))
    return tuple(found), tuple(skipped)


def of_dialogue(dialogue: Dialogue, domains: Domains) -> tuple[GoldOp, ...]:
    """The changes that one dialogue is annotated with. Raises `Unreadable` or a key or type error."""
    details = dialogue.details
    if not details or dialogue.kind == "no_memory":
        return ()
    if dialogue.kind == "preference":
        return (_preference(dialogue, domains),)
    if dialogue.kind == "goal":
        return (_goal(dialogue),)
    if "content_data" in details:
        return tuple(_content(dialogue))
    reader = {
        "todo_list": _todo,
        "calendar_event": _calendar,
        "food_expenses": _food,
        "step_tracker": _steps,
    }.get(str(details.get("category")))
    if reader is None:
        raise Unreadable(f"{dialogue.kind}, category {details.get('category')!r}: no kind that is known")
    return (reader(dialogue),)


def _preference(one: Dialogue, domains: Domains) -> GoldOp:
    details = one.details
    kind = str(one.operation)
    if kind == "update":
        kind = str(details["update_type"])
    if f"preference.{kind}" not in KINDS:
        raise Unreadable(f"preference, operation {kind!r}: no kind that is known")
    value = str(details["item"])
    return GoldOp(
        dialogue=one.id,
        at=one.at,
        kind=f"preference.{kind}",
        slot=domains.attribute(str(details["subcategory"]), value),
        value=value,
        polarity=SIGNS[details["preference"]],
        old=str(details["old_item"]) if kind == "value_update" else "",
    )


def _item(one: Dialogue) -> Mapping[str, Any]:
    item = one.details["item"]
    if not isinstance(item, Mapping):
        raise Unreadable("item is no object")
    return item


def _todo(one: Dialogue) -> GoldOp:
    if one.operation not in ("add", "delete"):
        raise Unreadable(f"to-do, operation {one.operation!r}: no kind that is known")
    value = str(_item(one)["description"])
    return GoldOp(dialogue=one.id, at=one.at, kind=f"todo.{one.operation}", slot="todo.task", value=value)


def _calendar(one: Dialogue) -> GoldOp:
    if one.operation not in ("add", "update", "delete"):
        raise Unreadable(f"calendar, operation {one.operation!r}: no kind that is known")
    item = _item(one)
    return GoldOp(
        dialogue=one.id,
        at=one.at,
        kind=f"calendar.{one.operation}",
        slot="calendar.event",
        value=str(item["event_name"]),
        on=_day(item, one.at.date()),
    )


def _day(item: Mapping[str, Any], said: date) -> date | None:
    """An event's day: `+N days` from when it was last set, or a date; None where neither can be read."""
    told = str(item.get("date") or "")
    base = item.get("updated_at") or item.get("created_at")
    try:
        start = date.fromisoformat(str(base)[:10]) if base else said
        if told[:1] in "+-" and told:
            return start + timedelta(days=int(told.split()[0]))
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def _food(one: Dialogue) -> GoldOp:
    item = _item(one)
    amount = float(item["amount"])
    slot = f"spending.{item['expense_type']}"
    return GoldOp(
        dialogue=one.id, at=one.at, kind="food.add", slot=slot, value=f"{amount:.2f}", number=amount
    )


def _steps(one: Dialogue) -> GoldOp:
    count = float(_item(one)["step_count"])
    return GoldOp(
        dialogue=one.id, at=one.at, kind="steps.add", slot="activity.steps", value=f"{count:g}", number=count
    )


def _goal(one: Dialogue) -> GoldOp:
    details = one.details
    kind = str(details.get("actual_operation") or one.operation)
    if kind not in ("add", "update"):
        raise Unreadable(f"goal, operation {kind!r}: no kind that is known")
    name = str(details["subcategory"])
    slot = "goal.activity.steps" if "step" in name else f"goal.spending.{name}"
    number = float(details["item"])
    return GoldOp(
        dialogue=one.id, at=one.at, kind=f"goal.{kind}", slot=slot, value=f"{number:g}", number=number
    )


def _content(one: Dialogue) -> Iterator[GoldOp]:
    details = one.details
    subject = str(details["item"])
    updates, deletes = details.get("memory_updates") or (), details.get("memory_deletes") or ()
    if one.operation == "add" and not updates and not deletes:
        for field, value in details["content_data"].items():
            for element in value if isinstance(value, list) else [value]:
                if element not in (None, ""):
                    yield _element(one, "add", subject, field, element, whole=not isinstance(value, list))
        return
    for entry in updates:
        if "updated_to" in entry:
            old = str(entry.get("updated_from", ""))
            yield _element(one, "update", subject, entry["field"], entry["updated_to"], whole=True, old=old)
        else:
            yield _element(one, "update", subject, entry["field"], entry["added_item"])
    for entry in deletes:
        yield _element(one, "delete", subject, entry["field"], entry["removed_item"])
    if not updates and not deletes:
        raise Unreadable(f"content, operation {one.operation!r}: says neither what came nor what went")


def _element(
    one: Dialogue, kind: str, subject: str, field: str, value: Any, *, whole: bool = False, old: str = ""
) -> GoldOp:
    number = float(value) if isinstance(value, int | float) else None
    return GoldOp(
        dialogue=one.id,
        at=one.at,
        kind=f"content.{kind}",
        slot=f"document.{field}",
        value=str(value),
        subject=subject,
        number=number,
        old=old,
        whole=whole,
    )
