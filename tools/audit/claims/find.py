"""The checkable claims of one clause, each held against the source record."""

from __future__ import annotations

from collections.abc import Iterator

from .clauses import Clause
from .objects import names, objects
from .reader import Claim, Reader
from .record import Field, SourceRecord
from .terms import STOP, number_at

__all__ = ["Claim", "Reader", "claims_of"]


def claims_of(
    clause: Clause, record: SourceRecord, judging: frozenset[int], common: frozenset[str]
) -> list[Claim]:
    """All claims of a clause in the order of the text. `judging` are places of evaluative words."""
    reader = Reader(clause, record, judging, common)
    found = [*_terms(reader), *_numbers(reader), *objects(reader), *names(reader)]
    return sorted(found, key=lambda claim: claim.start)


def _terms(reader: Reader) -> Iterator[Claim]:
    """Values of the record said word for word, up to endings."""
    at = 0
    while at < len(reader.lemmas):
        held = _value_at(reader, at)
        if held is None:
            at += 1
            continue
        fields, last = held
        said = reader.stance(at)
        # Where a value is both liked and disliked in places, the text may take either side.
        agreeing = [one for one in fields if not _against(said, one.stance)]
        one = (agreeing or fields)[0]
        detail = "" if agreeing else f"the source says the opposite of {one.value!r}"
        yield reader.claim(
            "term",
            at,
            last,
            ("term", *one.words, "-" if said < 0 else "+"),
            grounded=bool(agreeing),
            polarity=-1 if said < 0 else 1,
            field=reader.record.fields.index(one),
            detail=detail,
        )
        at = last


def _value_at(reader: Reader, at: int) -> tuple[list[Field], int] | None:
    """The fields whose longest value stands at this place."""
    found: list[Field] = []
    last = at
    for one in reader.record.starts.get(reader.lemmas[at], ()):
        end = _match(reader, at, one.words)
        if end is not None and end > last:
            found, last = [one], end
        elif end is not None and end == last:
            found.append(one)
    return (found, last) if found else None


def _match(reader: Reader, at: int, words: tuple[str, ...]) -> int | None:
    """Where these lemmas end when they follow each other from here; small words in between are skipped."""
    place = at
    for number, word in enumerate(words):
        while number and place < len(reader.words) and reader.words[place] in STOP:
            place += 1
        if place >= len(reader.lemmas) or reader.lemmas[place] != word:
            return None
        place += 1
    return place


def _against(said: int, held: int) -> bool:
    """Whether the text and the source contradict each other. A plain fact is contradicted by its denial."""
    return said * held < 0 or (said < 0 and held == 0)


def _numbers(reader: Reader) -> Iterator[Claim]:
    skip = -1
    for at, token in enumerate(reader.tokens):
        if token.start < skip or at in reader.taken:
            continue
        number = number_at(reader.clause.text, reader.clause.start, token)
        if number is None:
            continue
        value, skip = number
        last = next(
            (n for n in range(at + 1, len(reader.tokens)) if reader.tokens[n].start >= skip),
            len(reader.tokens),
        )
        unit = _unit(reader, last)
        grounded, detail = _numbered(reader.record, value, unit)
        key = ("number", value, *((unit,) if unit else ()))
        yield reader.claim("number", at, last, key, grounded=grounded, quantity=value, detail=detail)


def _unit(reader: Reader, at: int) -> str | None:
    """The lemma of the word after a number that says of what it is one."""
    for place in range(at, min(at + 3, len(reader.words))):
        if reader.words[place] not in STOP:
            return reader.lemmas[place]
    return None


def _numbered(record: SourceRecord, value: str, unit: str | None) -> tuple[bool, str]:
    """Whether the record has this number, and of this unit where it has other numbers of the unit."""
    held = [one for one in record.fields if one.numbers and unit is not None and unit in one.about]
    if held and not any(value in one.numbers for one in held):
        stated = ", ".join(sorted(set().union(*(one.numbers for one in held))))
        return False, f"the source says {stated}"
    return value in record.numbers, "" if value in record.numbers else f"{value} is in no source"
