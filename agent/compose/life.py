"""Facts beyond the catalogue in words: things to do, appointments, sums, aims, documents, other tastes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ...memory.types import Fact
from ...memory.vocabulary import is_document_scalar

_KINDS = {"project_proposal": "project proposal", "email": "e-mail", "meeting_notes": "meeting notes"}

_SPOKEN = {"total": "everything", "grocery": "groceries", "meal": "a meal", "snack": "a snack"}


def life_phrase(fact: Fact, *, past: bool = False) -> str:
    """One fact, said to the person it is about: `“Water the plants” is on your to-do list`."""
    root = fact.attribute.partition(".")[0]
    return _PHRASES.get(root, _taste)(fact, past)


def day(moment: datetime) -> str:
    """`Sunday 15 June 2025`, with the time where one was given."""
    said = f"{moment:%A} {moment.day} {moment:%B %Y}"
    return said if (moment.hour, moment.minute) == (0, 0) else f"{said}, {moment:%H:%M}"


def _todo(fact: Fact, past: bool) -> str:
    return f"“{fact.value_text}” {'was' if past else 'is'} on your to-do list"


def _event(fact: Fact, past: bool) -> str:
    when = f" on {day(fact.happens_at)}" if fact.happens_at else ""
    return f"you {'had' if past else 'have'} “{fact.value_text}”{when}"


def _spent(fact: Fact, past: bool) -> str:
    return f"you {'had ' if past else ''}spent {_amount(fact)} on {_measure(fact)}{_on(fact)}"


def _counted(fact: Fact, past: bool) -> str:
    unit, what = fact.unit or "", _measure(fact)
    said = _amount(fact) if unit != "times" else f"{fact.number or 0:,.10g} {what}"
    return f"you {'had ' if past else ''}counted {said}{'' if unit in ('times', what) else f' of {what}'}{_on(fact)}"


def _goal(fact: Fact, past: bool) -> str:
    bound = "at least" if fact.polarity > 0 else "at most"
    unit = (fact.unit or "").partition("/")[0]
    what = "" if unit == _measure(fact) else f" for {_measure(fact)}"
    return f"your goal {'was' if past else 'is'} {bound} {_amount(fact)}{what}"


def _document(fact: Fact, past: bool) -> str:
    kind, _, title = fact.subject.removeprefix("document:").partition(":")
    name = _KINDS.get(kind, kind.replace("_", " "))
    named = f" “{title}”" if title and not title.startswith("#") else ""
    field = fact.attribute.partition(".")[2]
    among = "" if is_document_scalar(field) else "among "
    verb = "was" if past else "is"
    return f"“{fact.value_text}” {verb} {among}the {field.replace('_', ' ')} of your {name}{named}"


def _taste(fact: Fact, past: bool) -> str:
    verbs = {1: ("like", "liked"), -1: ("dislike", "disliked")}
    verb = verbs.get(fact.polarity, ("mentioned", "mentioned"))[past]
    domain, _, slot = fact.attribute.partition(".")
    what = "" if domain == "life" else f" ({domain}, {slot.replace('_', ' ')})"
    return f"you {verb} {fact.value_text}{what}"


def _measure(fact: Fact) -> str:
    name = fact.attribute.rpartition(".")[2].replace("_", " ")
    return _SPOKEN.get(name, name)


def _amount(fact: Fact) -> str:
    if fact.number is None:
        return fact.value_text
    unit, _, per = (fact.unit or "").partition("/")
    money = (len(unit) == 1 and not unit.isalnum()) or fact.attribute.startswith("spending.")
    number = f"{fact.number:,.2f}" if money and fact.number % 1 else f"{fact.number:,.10g}"
    said = f"{unit}{number}" if money else f"{number} {unit}".strip()
    if unit in ("mile", "hour", "minute", "glass", "page") and fact.number != 1:
        said += "es" if unit == "glass" else "s"
    return f"{said} a {per}" if per else said


def _on(fact: Fact) -> str:
    return f" on {day(fact.happens_at)}" if fact.happens_at else ""


_PHRASES: dict[str, Callable[[Fact, bool], str]] = {
    "todo": _todo,
    "calendar": _event,
    "spending": _spent,
    "activity": _counted,
    "goal": _goal,
    "document": _document,
}
LIFE = frozenset(_PHRASES)
