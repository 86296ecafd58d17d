"""Tasks, appointments, documents and the past in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .asked import Asked, AskedKind
from .documents import field_of, name_of_lines
from .packed import ContextLine, Packed
from .phrasing import clock_time, day, is_money, plural, quantity, span_words

_KINDS = {
    "project_proposal": "project proposal",
    "email": "email",
    "meeting_notes": "meeting notes",
    "social_media_post": "social media post",
}
_HEADS = {"cta": "Call to action", "lead": "Lead"}


def tasks(packed: Packed, _asked: Asked) -> str:
    """Every open task, one a line."""
    if not packed.lines:
        return "Your to-do list is empty: no task is open."
    head = f"Open on your to-do list ({plural(len(packed.lines), 'task')}):"
    return "\n".join([head, *(f"- {line.value}{_due(line)}" for line in packed.lines)])


def _due(line: ContextLine) -> str:
    return f" (due {day(line.moment)}{clock_time(line.moment)})" if line.moment else ""


def events(packed: Packed, asked: Asked) -> str:
    """Every coming appointment with its date, one a line."""
    when = span_words(asked.span, asked.at) if asked.span else ""
    if not packed.lines:
        what = f'called "{asked.words}" ' if asked.words and asked.span is None else ""
        return f"Nothing {what}is coming up in your calendar{when}."
    head = f"Coming up in your calendar{when}:"
    return "\n".join([head, *(f"- {_event(line, asked)}" for line in packed.lines)])


def _event(line: ContextLine, asked: Asked) -> str:
    if line.moment is None:
        return f"{line.value} (no date said)"
    moment = line.moment.astimezone(asked.at.tzinfo)
    return f"{line.value}: {day(moment)}{clock_time(moment)}"


def document(packed: Packed, asked: Asked) -> str:
    """All current fields of the document, or the one asked for; every list element on a line of its own."""
    if packed.candidates:
        names = "\n".join(f"- {name}" for name in packed.candidates)
        return f"Several documents fit; which one do you mean?\n{names}"
    kind = _KINDS.get(asked.document_kind, "document")
    if not packed.lines:
        about = f' about "{asked.words}"' if asked.words else ""
        return f"I hold no {kind}{about}."
    lines = [line for line in packed.lines if asked.field and field_of(line.attribute) == asked.field]
    if asked.field and not lines:
        return f'I hold no {asked.field.replace("_", " ")} for "{name_of_lines(packed.lines)}".'
    if lines:
        return f'From "{name_of_lines(packed.lines)}":\n' + "\n".join(_fields(lines))
    return "\n".join(_fields(packed.lines))


def _fields(lines: Sequence[ContextLine]) -> list[str]:
    said: list[str] = []
    for attribute, group in groupby(lines, key=lambda line: line.attribute):
        values = [_value(line) for line in group]
        name = field_of(attribute)
        head = _HEADS.get(name, name.replace("_", " ").capitalize())
        if len(values) == 1:
            said.append(f"{head}: {values[0]}")
        else:
            said += [f"{head}:", *(f"- {value}" for value in values)]
    return said


def _value(line: ContextLine) -> str:
    """The value as told; a sum of money also as plain digits, for those who copy it."""
    if line.number is None or not (field_of(line.attribute) == "budget" or is_money(line.unit or "")):
        return line.value
    plain = f"{line.number:.2f}".removesuffix(".00")
    unit = line.unit or "$"
    return f"{quantity(line.number, unit).removesuffix('.00')} ({plain})"


def history(packed: Packed, asked: Asked) -> str:
    """What no longer holds, each with the time it held."""
    if not packed.past:
        return _NOTHING_PAST.get(asked.past_of or AskedKind.TASTES, "Nothing of that kind has ended.")
    head = "What no longer holds:"
    return "\n".join([head, *(f"- {line.text}" for line in packed.past)])


_NOTHING_PAST = {
    AskedKind.TODO: "No task has been finished or dropped that I know of.",
    AskedKind.CALENDAR: "I know of no appointment in that time.",
    AskedKind.GOAL: "No earlier goal is on record.",
    AskedKind.TASTES: "Nothing you liked or disliked has been taken back.",
}
