"""What a system wrote during one dialogue, in the terms of the annotations."""

from __future__ import annotations

from collections.abc import Sequence

from ..outcome import Frozen
from .alike import same_name
from .slots import family_of
from .systems import Written


class Change(Frozen):
    """One change that was read. `kind` is one of the annotations' kinds, or `other.add` and so on.

    `optional` marks what was said again and changed nothing: it may match an annotation and is no mistake
    where it does not.
    """

    kind: str
    attribute: str
    value: str
    polarity: int = 0
    number: float | None = None
    old: str = ""
    on: str = ""
    optional: bool = False

    @property
    def family(self) -> str:
        """The part of the kind before the dot."""
        return self.kind.partition(".")[0]


def changes_of(written: Sequence[Written], known: set[str]) -> tuple[Change, ...]:
    """The changes of one dialogue. `known` are subjects that had facts before it."""
    by_family: dict[str, list[Written]] = {}
    for one in written:
        by_family.setdefault(family_of(one.attribute), []).append(one)
    found: list[Change] = []
    for family, members in by_family.items():
        found += _preferences(members) if family == "preference" else _plain(family, members, known)
    return tuple(found)


def _preferences(members: Sequence[Written]) -> list[Change]:
    """Tastes. One that opens while another closes in the same slot is a replaced value, said in either way."""
    opens = _distinct([one for one in members if one.kind == "open"])
    closes = [one for one in members if one.kind == "close"]
    found = [_change("preference.preference_update", one) for one in members if one.kind == "flip"]
    found += [_change("preference.value_update", one) for one in members if one.kind == "replace"]
    for one in list(opens):
        own = next((c for c in closes if _same(c, one)), None)
        if own is not None:
            opens.remove(one)
            closes.remove(own)
            found.append(_change("preference.preference_update", one))
    for attribute in sorted({one.attribute for one in opens}):
        new = [one for one in opens if one.attribute == attribute]
        gone = [one for one in closes if one.attribute == attribute]
        if len(new) == len(gone) == 1:
            opens.remove(new[0])
            closes.remove(gone[0])
            change = _change("preference.value_update", new[0])
            found.append(change.model_copy(update={"old": gone[0].value}))
    found += [_change("preference.add", one) for one in opens]
    found += [_change("preference.delete", one) for one in closes]
    confirmed = [one for one in members if one.kind == "confirm"]
    return found + [_change("preference.add", one, optional=True) for one in confirmed]


def _same(one: Written, other: Written) -> bool:
    return one.attribute == other.attribute and same_name(one.value, other.value)


def _distinct(opens: Sequence[Written]) -> list[Written]:
    """One value in several slots ("saw it, loved it") is one taste: the one that says more stands."""
    kept: list[Written] = []
    for one in sorted(opens, key=lambda each: each.polarity == 0):
        if not any(
            same_name(one.value, other.value) and one.polarity in (0, other.polarity) for other in kept
        ):
            kept.append(one)
    return kept


def _plain(family: str, members: Sequence[Written], known: set[str]) -> list[Change]:
    """Everything else, change by change."""
    found: list[Change] = []
    for one in members:
        kind = _kind(family, one, known)
        if kind.endswith("replaced"):
            found.append(_change(f"{family}.delete", one, value=one.old))
            found.append(_change(f"{family}.add", one))
        else:
            found.append(_change(kind, one, optional=one.kind == "confirm"))
    return found


def _change(kind: str, one: Written, *, value: str | None = None, optional: bool = False) -> Change:
    return Change(
        kind=kind,
        attribute=one.attribute,
        value=one.value if value is None else value,
        polarity=one.polarity,
        number=one.number,
        old=one.old,
        on=one.happens_at.date().isoformat() if one.happens_at else "",
        optional=optional,
    )


def _kind(family: str, one: Written, known: set[str]) -> str:
    """The kind of a plain change. A document that had no fields before is a new one."""
    if family == "content" and one.kind != "close":
        new = one.subject not in known and one.kind != "replace"
        return "content.add" if new else "content.update"
    if family == "todo" and one.kind == "replace":
        return "todo.replaced"
    return f"{family}.{ENDINGS.get(one.kind, 'add')}"


ENDINGS = {"close": "delete", "replace": "update"}
