"""The checkable claims of one clause, each held against the source record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .clauses import Clause
from .cues import cues
from .record import Field, SourceRecord
from .terms import STOP, lemma, number_at, overlap

ENOUGH = 0.6
"""Share of a claim's content words that one field must hold."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said: of which kind, about what, with which sign and quantity, and whether a source says it too.

    `key` is the same for two texts that say the same thing; `field` is the place of the field it is drawn from.
    """

    kind: str
    text: str
    start: int
    end: int
    key: tuple[str, ...]
    grounded: bool
    polarity: int = 1
    quantity: str | None = None
    modal: bool = False
    field: int | None = None
    detail: str = ""


@dataclass
class Reader:
    """One clause being read. `taken` are tokens that a claim already stands on."""

    clause: Clause
    record: SourceRecord
    judging: frozenset[int]
    common: frozenset[str]
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tokens, self.words = self.clause.tokens, self.clause.words
        self.lemmas = tuple(lemma(word) for word in self.words)
        grammar = cues()
        self.modal = bool(set(self.words) & grammar.modals)
        self.cue_hits = grammar.objects.hits(self.words)
        self.negations = [at for at, word in enumerate(self.words) if word in grammar.negators]
        # "don't" and "isn't" are two tokens each.
        pairs = zip(self.words, self.words[1:], strict=False)
        self.negations += [n for n, (a, b) in enumerate(pairs) if b == "t" and a.endswith("n")]
        # "Cannot stand" is a dislike as it is: its negation is no second one.
        inside = {n for hit in self.cue_hits for n in range(hit.first, hit.last)}
        self.negations = [n for n in self.negations if n not in inside]

    def stance(self, at: int) -> int:
        """+1 or -1 where the clause takes a side on the word at this place, else 0."""
        before = [hit for hit in self.cue_hits if hit.last <= at]
        side = {"for": 1, "against": -1}.get(before[-1].kinds[0], 0) if before else 0
        if self.denied(at, before[-1].first if before else None):
            return -side or -1
        return side

    def denied(self, at: int, cue: int | None) -> bool:
        """Whether a negation stands shortly before the word, or before the cue that leads to it."""
        near = range(max(at - 3, 0), at)
        led = range(max(cue - 3, 0), cue) if cue is not None else ()
        between = range(cue, at) if cue is not None else ()
        return any(n in near or n in led or n in between for n in self.negations)

    def claim(self, kind: str, first: int, last: int, key: tuple[str, ...], **more: object) -> Claim:
        """A claim on tokens `first` to `last`, which are taken from now on."""
        self.taken.update(range(first, last))
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        text = self.clause.text[start - self.clause.start : end - self.clause.start]
        return Claim(kind, text, start, end, key, modal=self.modal, **more)  # type: ignore[arg-type]


def claims_of(
    clause: Clause, record: SourceRecord, judging: frozenset[int], common: frozenset[str]
) -> list[Claim]:
    """All claims of a clause in the order of the text. `judging` are places of evaluative words."""
    reader = Reader(clause, record, judging, common)
    found = [*_terms(reader), *_numbers(reader), *_objects(reader), *_names(reader)]
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


def _objects(reader: Reader) -> Iterator[Claim]:
    """What the clause says that somebody likes, dislikes, can do or has: the pieces after a cue."""
    for number, hit in enumerate(reader.cue_hits):
        end = reader.cue_hits[number + 1].first if number + 1 < len(reader.cue_hits) else len(reader.words)
        for first, last in _pieces(reader, hit.last, end):
            content = [n for n in range(first, last) if _content(reader, n)]
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
        gap = _gap(reader, at)
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


def _gap(reader: Reader, at: int) -> str:
    if at == 0:
        return ""
    base = reader.clause.start
    return reader.clause.text[reader.tokens[at - 1].end - base : reader.tokens[at].start - base]


def _content(reader: Reader, at: int) -> bool:
    word = reader.words[at]
    return (
        word not in STOP
        and at not in reader.judging
        and word not in cues().plain
        and word not in cues().negators
    )


def _names(reader: Reader) -> Iterator[Claim]:
    """Capitalised words that no claim stands on yet: titles, people, employers, tools."""
    at = 0
    while at < len(reader.tokens):
        if not _named(reader, at):
            at += 1
            continue
        end = at + 1
        while (
            end < len(reader.tokens)
            and _named(reader, end)
            and _gap(reader, end) in (" ", "-", "'", "’", ". ")
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
