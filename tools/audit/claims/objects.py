"""Claims without a value of the record in them: what comes after "likes" or "has", and names."""

from __future__ import annotations

from collections.abc import Iterator

from .cues import cues
from .reader import Claim, Reader
from .terms import STOP, overlap

ENOUGH = 0.6
"""Share of a claim's content words that one field must hold."""


def objects(reader: Reader) -> Iterator[Claim]:
    """What the clause says that somebody likes, dislikes, can do or has: the pieces after a cue."""
    for number, hit in enumerate(reader.cue_hits):
        end = reader.cue_hits[number + 1].first if number + 1 < len(reader.cue_hits) else len(reader.words)
        for first, last in _pieces(reader, hit.last, end):
            content = [n for n in range(first, last) if reader.content(n)]
            if not content or any(n in reader.taken for n in range(first, last)):
                continue
            said = [reader.lemmas[n] for n in content]
            yield _object(reader, hit.kinds[0], content[0], content[-1] + 1, said)


def _object(reader: Reader, cue: str, first: int, last: int, said: list[str]) -> Claim:
    record = reader.record
    best = max(range(len(record.sets)), key=lambda n: overlap(said, record.sets[n]), default=None)
    grounded = best is not None and overlap(said, record.sets[best]) >= ENOUGH
    stance = reader.stance(first)
    detail = ""
    own = record.fields[best] if grounded and best is not None and best < len(record.fields) else None
    if own is not None and stance * own.stance < 0:
        grounded, detail = False, f"the source says the opposite of {own.value!r}"
    key = (cue, *said, "-" if stance < 0 else "+")
    return reader.claim(
        "object",
        first,
        last,
        key,
        grounded=grounded,
        polarity=-1 if stance < 0 else 1,
        field=best if own is not None else None,
        detail=detail or ("" if grounded else f"{' '.join(reader.words[first:last])!r} is in no source"),
    )


def _pieces(reader: Reader, first: int, last: int) -> list[tuple[int, int]]:
    """The members of a list: cut at commas, `and`, `or`; a piece ends before the first linking verb."""
    cuts, begin = [], first
    for at in range(first, last):
        gap = reader.gap(at)
        if at > begin and ("," in gap or "(" in gap or ")" in gap):
            cuts.append((begin, at))
            begin = at
        if reader.words[at] in ("and", "or", "nor", "but"):
            cuts.append((begin, at))
            begin = at + 1
        elif reader.words[at] in _ENDS:
            cuts.append((begin, at))
            return [cut for cut in cuts if cut[1] > cut[0]]
    cuts.append((begin, last))
    return [cut for cut in cuts if cut[1] > cut[0]]


_ENDS = frozenset(
    "is are was were has have had that when where if as than with for at from by to over during".split()
)


def names(reader: Reader) -> Iterator[Claim]:
    """Capitalised words that no claim stands on yet: titles, people, employers, tools."""
    at = 0
    while at < len(reader.tokens):
        if not _named(reader, at):
            at += 1
            continue
        end = at + 1
        while (
            end < len(reader.tokens) and _named(reader, end) and reader.gap(end) in (" ", "-", "'", "’", ". ")
        ):
            end += 1
        words = reader.words[at:end]
        grounded = reader.record.holds(words) or overlap(reader.lemmas[at:end], reader.record.vocabulary) >= 1
        opening = reader.clause.opens and at == 0 and end == 1
        if grounded or not opening:
            detail = "" if grounded else f"{' '.join(words)!r} is in no source"
            yield reader.claim(
                "name", at, end, ("name", *reader.lemmas[at:end]), grounded=grounded, detail=detail
            )
        at = end


def _named(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    plain = token.fold in STOP or token.fold in reader.common or token.fold in cues().plain
    return token.capital and at not in reader.taken and at not in reader.judging and not plain
