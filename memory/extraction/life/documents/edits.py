"""Orders to change a document: add to a field, take out of it, put one thing in another's place."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from ..language.plain import Plain
from .fields import field_named, fields
from .orders import Act, patterns
from .quotes import quoted


@dataclass(frozen=True, slots=True)
class Edit:
    """One order: what it does to which field. `value` and `old` are stretches of the plain text."""

    act: Act
    field: str
    value: tuple[int, int] | None
    old: tuple[int, int] | None
    start: int
    end: int


def edits(said: Plain, but: Collection[str] = ()) -> list[Edit]:
    """The orders of a message, in the order of its words; a word belongs to one order. `but`: fields left alone."""
    found: list[Edit] = []
    shields = quoted(said.text)
    text = _covered(said.text, shields)
    for act, pattern in patterns():
        for match in pattern.finditer(text):
            edit = _edit(act, match)
            if (
                edit
                and edit.field not in but
                and not _begins_inside(edit, shields)
                and not any(_overlap(edit, other) for other in found)
            ):
                found.append(edit)
    return sorted(found, key=lambda edit: edit.start)


def _covered(text: str, shields: list[tuple[int, int]]) -> str:
    """The text with what stands in quotation marks covered, but for names of fields (`success_metrics`)."""
    for start, end in shields:
        if not re.fullmatch(fields().names, text[start:end].strip()):
            text = text[:start] + re.sub(r"[^\n]", "x", text[start:end]) + text[end:]
    return text


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _begins_inside(edit: Edit, shields: list[tuple[int, int]]) -> bool:
    return any(start <= edit.start < end for start, end in shields)


def _edit(act: Act, match: re.Match[str]) -> Edit | None:
    groups = match.re.groupindex
    spoken = match.groupdict()
    field = field_named(spoken.get("f") or spoken.get("f_b") or "")
    old_name = next((name for name in ("old", "old_b", "old_c") if name in groups and match[name]), None)
    value = match.span("v") if "v" in groups and match["v"] else None
    old = match.span(old_name) if old_name else None
    return Edit(act, field, value, old, match.start(), match.end())
