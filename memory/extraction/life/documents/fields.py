"""The fields of documents: one name for each, whatever it is called."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .....fold import fold
from ....vocabulary import DOCUMENT, DOCUMENT_SCALARS, is_document_scalar

_PART = r"(?:field|section|list|part|entry|line|area|details?)s?"
_MARK = r"[\"'`*]*"


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields in plain text, and how they are asked for."""

    field_of: dict[str, str]
    scalar: frozenset[str]
    names: str
    asked: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def fields() -> Fields:
    """The tables of `fields.toml`."""
    table = tomllib.loads(files(__package__).joinpath("fields.toml").read_text("utf-8"))
    field_of = {
        name: field for part in ("scalar", "list") for field, names in table[part].items() for name in names
    }
    field_of |= {field.replace("_", " "): field for part in ("scalar", "list") for field in table[part]}
    spelled = sorted(field_of, key=len, reverse=True)
    names = (
        "(?:"
        + "|".join(re.escape(name).replace(r"\ ", "[ _-]").replace(r"\-", "[ _-]?") for name in spelled)
        + ")"
    )
    asked = tuple(
        (field, re.compile(rf"(?<!\w)(?:{pattern})"))
        for field, patterns in table["asked"].items()
        for pattern in patterns
    )
    return Fields(field_of, frozenset([*table["scalar"], *DOCUMENT_SCALARS]), names, asked)


def field_pattern(group: str = "f") -> str:
    """A pattern for a known field as it is spoken of: "the `key_points` field", "my recipient list"."""
    return (
        r"(?:(?:the|my|our|its|your|this|these|those|all|new|updated|revised|current|main|key|primary|biggest"
        rf"|major|core|top|final) )*{_MARK}(?P<{group}>{fields().names}){_MARK}(?: {_PART})?"
    )


def any_field_pattern(group: str = "f") -> str:
    """A pattern for a field that may be known or not: "the wish list section"."""
    return (
        rf"(?:the |my |our |its )*{_MARK}(?P<{group}>{fields().names}|[a-z]+(?:[ _-][a-z]+){{0,2}}?){_MARK}(?: "
        rf"{_PART})?"
    )


def field_named(words: str) -> str:
    """The one name of a field that is spoken of; what is not known becomes its own words joined by underscores."""
    name = re.sub(r"[_-]", " ", words.strip(" \"'`*")).strip()
    known = fields().field_of
    for spelled in (name, name.replace("e mail", "e-mail"), name.replace("follow ups", "follow-ups")):
        if spelled in known:
            return known[spelled]
    return "_".join(fold(name).split())


def is_scalar(field: str) -> bool:
    """Whether a field has one value. Fields that are not known have many when they are named in the plural."""
    if field in fields().scalar or is_document_scalar(field):
        return True
    if field in fields().field_of.values():
        return False
    return not field.endswith("s")


def attribute(field: str) -> str:
    """The attribute of a field."""
    return f"{DOCUMENT}.{field}"


def asked_field(question: str) -> str:
    """The field that a question of the assistant asks for, or "" when it asks for none."""
    text = question.lower().replace("’", "'").replace("what's", "what is").replace("who's", "who is")
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if _asks(part)]
    for sentence in reversed(sentences):
        if re.search(
            (
                r"\banything else\b|\bwould you like (?:me )?to (?:review|summari[sz]e|add"
                r"|change|update)\b|\bis there any\b|\bwhat (?:else|specific|details|information"
                r"|changes)\b"
            ),
            sentence,
        ):
            continue
        if field := _field_in(sentence):
            return field
    return ""


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or bool(
        re.match(
            (
                r"(?:please|now,? |next,? |and )?(?:provide|share|tell|list|give|let me know"
                r"|specify|describe)\b|please\b|what\b|who\b|which\b"
            ),
            sentence,
        )
    )


def _field_in(sentence: str) -> str:
    for field, pattern in fields().asked:
        if pattern.search(sentence):
            return field
    known = re.search(rf"(?<!\w){fields().names}(?!\w)", sentence)
    if known:
        return field_named(known[0])
    other = re.search(
        (
            r"\bwhat (?:about|is|are|were|was|should be|will be) (?:the |your |its )([a-z]+(?: [a-z]+)?)(?= "
            r"(?:for|of|in|on|from|be|you|to)\b|\?)"
        ),
        sentence,
    )
    return field_named(other[1]) if other else ""
