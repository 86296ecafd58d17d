"""Likes, dislikes and what was found, in words. A suggestion never names a dislike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .asked import Asked
from .domains import in_slots
from .found import NEAR
from .packed import ContextLine, LineKind, Packed
from .phrasing import day, joined, measure_adjective, measure_name, rate, slot_name

_DOMAINS = {"movies": "films", "books": "books", "music": "music", "travel": "travel"}


def domain_name(domain: str) -> str:
    """`films` for `movies`; a domain of the user's own by its own name."""
    return _DOMAINS.get(domain) or domain.replace("_", " ")


def tastes(packed: Packed, asked: Asked) -> str:
    """Every like that holds in the asked domain and slots, with its slot; dislikes only where they are asked for."""
    if asked.recommending:
        return _recommend(packed, asked)
    likes = [line for line in packed.lines if line.kind == "like"]
    dislikes = [line for line in packed.lines if line.kind == "constraint"]
    where = _where(asked)
    parts = []
    if asked.polarity >= 0:
        parts.append(
            f"You like{where}: {_named(likes, asked)}." if likes else f"I hold nothing you like{where}."
        )
    if asked.polarity < 0 or (asked.polarity == 0 and dislikes):
        parts.append(
            f"You dislike{where}: {_named(dislikes, asked)}."
            if dislikes
            else f"I hold nothing you dislike{where}."
        )
    return "\n".join(parts)


def _where(asked: Asked) -> str:
    within = f" in {domain_name(asked.domain)}" if asked.domain else ""
    slots = [slot_name(f"{asked.domain}.{slot}") for slot in asked.slots]
    return f"{within} ({joined(slots)})" if slots else within


def _recommend(packed: Packed, asked: Asked) -> str:
    likes = [line for line in packed.lines if line.kind == "like"]
    name = domain_name(asked.domain) if asked.domain else "what to pick"
    if not likes:
        kept = (
            " I leave out what you dislike."
            if any(line.kind == "constraint" for line in packed.lines)
            else ""
        )
        return f"I hold nothing you like in {name} yet, so I have nothing to go by.{kept}"
    inside = [line for line in likes if in_slots(line.attribute, asked.slots)]
    if inside:
        return f"Going by what you like in {name}: {_named(inside, asked)}."
    slots = joined([slot_name(f"{asked.domain}.{slot}") for slot in asked.slots])
    return f"I hold no {slots} you like in {name}. Going by the rest of what you like there: {_named(likes, asked)}."


def _named(lines: Sequence[ContextLine], asked: Asked) -> str:
    return joined([f"{line.value} ({_tag(line, asked)})" for line in lines])


def _tag(line: ContextLine, asked: Asked) -> str:
    slot = slot_name(line.attribute)
    domain = line.attribute.partition(".")[0]
    return slot if asked.domain or not domain else f"{domain_name(domain)}, {slot}"


def lookup(packed: Packed, asked: Asked) -> str:
    """What was found, a line a fact, each with its date."""
    if not packed.lines:
        return f'I hold nothing about "{asked.words}".' if asked.words else "I hold nothing about you yet."
    if not asked.words:
        return overview(packed)
    near = packed.note == NEAR
    head = "Nothing on exactly that. Nearest in what I hold:" if near else "What I hold:"
    return "\n".join([head, *_told(packed.lines)])


def _told(lines: Iterable[ContextLine]) -> list[str]:
    return [f"- {_fact(line)}, since {day(line.since, weekday=False)}" for line in lines]


def _fact(line: ContextLine) -> str:
    domain = domain_name(line.attribute.partition(".")[0])
    if line.kind in ("like", "constraint"):
        verb = "you like" if line.kind == "like" else "you dislike"
        return f"{verb} {line.value} ({domain}, {slot_name(line.attribute)})"
    if line.kind == "event" and line.moment is not None:
        return f"in your calendar: {line.value} on {day(line.moment)}"
    if line.kind == "goal" and line.number is not None:
        name = measure_adjective(line.attribute.removeprefix("goal."))
        return f"your {name} goal: {rate(line.number, line.unit or '')}"
    names = {"task": "to do", "event": "in your calendar", "goal": "goal"}
    named = names.get(line.kind) or slot_name(line.attribute)
    return f"{named} of {line.about}: {line.value}" if line.about else f"{named}: {line.value}"


_PARTS: tuple[tuple[LineKind, str], ...] = (
    ("like", "You like"),
    ("constraint", "You dislike"),
    ("note", "Also noted"),
    ("task", "To do"),
    ("event", "In your calendar"),
    ("goal", "Your goals"),
    ("field", "Documents in hand"),
)


def overview(packed: Packed) -> str:
    """Everything that holds, by kind: a line a kind."""
    said = []
    for kind, head in _PARTS:
        lines = [line for line in packed.lines if line.kind == kind]
        if lines:
            said.append(f"{head}: {'; '.join(_short(line) for line in lines)}.")
    return "\n".join(said)


def _short(line: ContextLine) -> str:
    if line.kind in ("like", "constraint", "note"):
        return f"{line.value} ({domain_name(line.attribute.partition('.')[0])}, {slot_name(line.attribute)})"
    if line.kind == "event" and line.moment is not None:
        return f"{line.value} on {day(line.moment)}"
    if line.kind == "goal" and line.number is not None:
        return f"{measure_name(line.attribute.removeprefix('goal.'))} {rate(line.number, line.unit or '')}"
    return line.value.removesuffix(".")
