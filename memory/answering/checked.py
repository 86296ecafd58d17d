"""Whether a model's answer keeps to its context: names, numbers, dislikes, and nothing dropped."""

from __future__ import annotations

import re

from ...fold import fold
from .asked import Asked, AskedKind
from .language import word_set
from .packed import Packed

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_QUOTED = re.compile(r"[\"“](.+?)[\"”]")
_SENTENCE = re.compile(r"(?:^|[.!?:;\n]\s*[-*•]?\s*)$")


def objection(text: str, packed: Packed, asked: Asked, template: str) -> str:
    """Why a model's text is not believed, or "" where nothing speaks against it.

    `template` is the answer that the same context gives without a model: what it says must be said, and what
    it may say may be said.
    """
    if not text:
        return "the model said nothing"
    allowed = f"{template}\n{packed.text}\n{asked.text}"
    for check in (_numbers, _names, _quotes):
        if strange := check(text, allowed):
            return f"not in memory: {strange}"
    if barred := _barred(text, packed, asked):
        return f"disliked, and named in a suggestion: {barred}"
    if dropped := _dropped(text, packed, template):
        return f"left out: {dropped}"
    return ""


def _numbers(text: str, allowed: str) -> str:
    held = {_value(found) for found in _NUMBER.findall(allowed)}
    return next((found for found in _NUMBER.findall(text) if _value(found) not in held), "")


def _value(found: str) -> float:
    return float(found.replace(",", "").rstrip("."))


def _names(text: str, allowed: str) -> str:
    """A capitalised word that neither begins a sentence nor is held; or, anywhere, a word that is no everyday
    word and is not held: tastes are often written small."""
    held = set(fold(allowed).split())
    everyday = word_set("everyday", "words")
    for match in _WORD.finditer(text):
        word = match.group(0)
        parts = fold(word).split()
        if not parts or all(part in held or _stem(part) in {_stem(own) for own in held} for part in parts):
            continue
        inside = not _SENTENCE.search(text[: match.start()])
        if (word[0].isupper() and inside and word != "I") or not all(
            _common(part, everyday) for part in parts
        ):
            return word
    return ""


def _common(word: str, everyday: frozenset[str]) -> bool:
    return len(word) < 3 or word in everyday or _stem(word) in everyday


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _quotes(text: str, allowed: str) -> str:
    whole = f" {fold(allowed)} "
    return next((quote for quote in _QUOTED.findall(text) if f" {fold(quote)} " not in whole), "")


def _barred(text: str, packed: Packed, asked: Asked) -> str:
    if asked.kind is not AskedKind.TASTES or not asked.recommending:
        return ""
    said = f" {fold(text)} "
    liked = [f" {fold(line.value)} " for line in packed.lines if line.kind == "like"]
    for line in packed.lines:
        own = f" {fold(line.value)} "
        # "war drama", liked, may be named although "war" is not.
        rest = said
        for like in liked:
            rest = rest.replace(like, " ") if own in like else rest
        if line.kind == "constraint" and own in rest:
            return line.value
    return ""


def _dropped(text: str, packed: Packed, template: str) -> str:
    """A value or number that the template says and the model does not."""
    said, told = f" {fold(text)} ", f" {fold(template)} "
    values = [line.value for line in packed.lines] + [line.value for line in packed.past]
    for value in values:
        own = f" {fold(value)} "
        if own in told and own not in said:
            return value
    numbers = {_value(found) for found in _NUMBER.findall(text)}
    for figure in packed.figures:
        wanted = round(figure.value, 2)
        if figure.name in ("met", "missed") or _same_number(wanted, numbers):
            continue
        if _same_number(wanted, {_value(found) for found in _NUMBER.findall(template)}):
            return f"{figure.value:g}"
    return ""


def _same_number(wanted: float, numbers: set[float]) -> bool:
    return any(
        abs(wanted - number) < 0.006 or (round(wanted) == number and wanted > 100) for number in numbers
    )
