"""Sums of a document that are changed: which of the numbers of a message is the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ....types import Claim, ClaimKind
from ..language.quantities import Quantity, quantities
from ..language.quoting import without_quoted
from .fields import fields
from .writing import NUMBERS, Page

_CHANGES = re.compile(
    r"\b(?:chang\w*|updat\w*|revis\w*|rais\w*|lower\w*|increas\w*|decreas\w*|reduc\w*|revert\w*|restor\w*|reset\w*|bump\w*"
    r"|cut(?:ting)?|adjust\w*|amend\w*|correct\w*|modif\w*|mov(?:e|ed|ing)|bring\w*|brought|set|put|make|made|went|gone|goes"
    r"|grow\w*|grew|drop\w*|fell|fallen|rose|risen|slash\w*|trim\w*|switch\w*|roll(?:ed)?|return\w*"
    r"|go(?:ing)? back|back to"
    r"|now|instead|actually|up|down|should (?:be|read|say)|sorry|needs? to be|has to be|not|was)\b"
)
_OLD = re.compile(
    r"\b(?:from|was|were|not|instead of|rather than|of|currently|than|old|previous|is no longer|used to be|had been"
    r"|replace|over|remove|delete|scrap)(?: the| a| at| our)?(?: (?:current|old|previous|original|earlier|initial))?"
    r"(?: (?:budget|figure|value|amount|sum|number)(?: of)?)? $"
)
_NEW = re.compile(
    r"\b(?:to|at|be|now|is|it|that|back|make|read|with|into|actually|say|read|of exactly|becomes|became)"
    r"(?: (?:a total of|about|around|just|only|exactly|roughly|the original|our original|the old"
    r"|the previous))* $|[=:] $"
)
_BY = re.compile(r"\bby (?:another |an extra |about |a further )*$")
_DOWN = re.compile(r"\b(?:lower|decreas|reduc|cut|drop|fell|fall|slash|trim|down|shrink|shrunk|less)\w*\b")


def changed_figures(page: Page, focus_field: str) -> Iterator[Claim]:
    """One claim for each numeric field that the message changes; "by" a sum or a share is reckoned from the old one."""
    text = without_quoted(page.said.text)
    for match in re.finditer(r"[^.!?\n]*(?:[.,](?=\d)[^.!?\n]*)*[.!?\n]?", text):
        field = _field(match[0], focus_field)
        if field and _CHANGES.search(match[0]):
            yield from _changed(page, field, match.start(), match.end())


def _field(sentence: str, focus_field: str) -> str:
    named = next((field for field in NUMBERS if _names(field).search(sentence)), "")
    pointed = focus_field in NUMBERS and re.search(r"\b(?:it|that|this)\b", sentence)
    return named or (focus_field if pointed else "")


@cache
def _names(field: str) -> re.Pattern[str]:
    names = [field, *(name for name, known in fields().field_of.items() if known == field)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)")


def _changed(page: Page, field: str, start: int, end: int) -> Iterator[Claim]:
    text = page.said.text[start:end]
    if (share := _by_share(page, field, text)) is not None:
        yield _claim(page, field, (start, end), share, None)
        return
    found = [quantity for quantity in quantities(text) if not _is_count(text, quantity)]
    step = next((quantity for quantity in found if _BY.search(text[: quantity.start])), None)
    old = _held(page, field)
    if step is not None and old is not None and len(found) == 1:
        value = old - step.value if _DOWN.search(text) else old + step.value
        yield _claim(page, field, (start, end), value, step.unit)
        return
    fresh = [
        quantity for quantity in found if not _OLD.search(text[: quantity.start]) and quantity is not step
    ]
    told = [quantity for quantity in fresh if _NEW.search(text[: quantity.start])] or fresh
    if told and (len(found) > 1 or told[-1] in found):
        chosen = told[-1]
        place = start + chosen.start, start + chosen.end
        yield page.claim(
            ClaimKind.ASSERT, field, place, page.said.cut(*place), number=chosen.value, unit=chosen.unit
        )


def _is_count(text: str, quantity: Quantity) -> bool:
    """Whether a bare number counts things that are no money or words ("2 engineers", "6 months")."""
    after = re.match(r"[ -](?:[a-z]+)", text[quantity.end :])
    return (
        quantity.unit is None
        and after is not None
        and not re.match(
            r"[ -](?:words?|characters|pages|from|to|and|but|instead|now|for|in|on|as|because|due|not|please|so"
            r"|rather|this|or"
            r"|is|was|after|since|with|at|k|thousand|million|due|per|total|thanks|again|which|that|by)\b",
            text[quantity.end :],
        )
    )


def _by_share(page: Page, field: str, text: str) -> float | None:
    """The new number where the old one is raised or lowered by a percentage."""
    match = re.search(r"\bby (?:about |another )?(\d+(?:\.\d+)?) ?(?:%|percent|per cent)", text)
    old = _held(page, field)
    if match is None or old is None:
        return None
    part = old * float(match[1]) / 100
    return round(old - part if _DOWN.search(text) else old + part, 2)


def _held(page: Page, field: str) -> float | None:
    for fact in reversed(page.held.of(field)):
        told = quantities(fact.value_text)
        if fact.number is not None or told:
            return fact.number if fact.number is not None else told[0].value
    return None


def _claim(page: Page, field: str, place: tuple[int, int], value: float, unit: str | None) -> Claim:
    held = next((fact for fact in page.held.of(field)), None)
    if unit is None and held is not None:
        unit = held.unit or next((quantity.unit for quantity in quantities(held.value_text)), None)
    words = f"{unit or ''}{value:,.2f}".removesuffix(".00")
    return page.claim(ClaimKind.ASSERT, field, place, words, number=value, unit=unit)
