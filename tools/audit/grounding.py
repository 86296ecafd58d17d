"""Is every title, person, year, number and category in the text found in a source of this turn?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .gazetteer import Gazetteer, gazetteer
from .lexicon import Lexicon
from .result import AuditSources, Finding
from .sources import SourceIndex, Span
from .words import Sentence, Token

_CONNECTORS = {"of", "the", "and", "de", "la", "le", "von", "van", "der", "in", "on", "to", "a", "for"}
_CATEGORY_CUES = {"a", "an", "no", "more", "any", "some", "another"}
_QUOTES = "\"“”'‘’*_"


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say something checkable, and whether a source says it too."""

    text: str
    kind: str
    start: int
    end: int
    grounded: bool
    detail: str = ""

    def finding(self) -> Finding:
        """The claim as a finding."""
        detail = self.detail or f"{self.kind} {self.text!r} is in no source of this answer"
        return Finding("ungrounded", self.text, detail, self.start, self.end)


@dataclass
class _Reader:
    """One sentence being read: which tokens a source covers, and everything to look words up in."""

    sentence: Sentence
    spans: list[Span]
    index: SourceIndex
    names: Gazetteer
    lexicon: Lexicon

    def __post_init__(self) -> None:
        self.covered = {at for span in self.spans for at in range(span.first, span.last)}

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def claim(self, first: int, last: int, kind: str, grounded: bool, detail: str = "") -> Claim:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return Claim(text, kind, start, end, grounded, detail)

    def words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.fold for token in self.tokens[first:last])

    def common(self, at: int) -> bool:
        word = self.tokens[at].fold
        return word in self.lexicon.common or word in self.index.labels


def claims(
    sentence: Sentence, spans: list[Span], sources: AuditSources, lexicon: Lexicon, index: SourceIndex
) -> list[Claim]:
    """The checkable claims of one sentence, in no particular order. `spans` are its source names."""
    reader = _Reader(sentence, spans, index, gazetteer(sources.catalog), lexicon)
    return [*_named(reader), *_numbers(reader), *_runs(reader), *_categories(reader)]


def _named(reader: _Reader) -> Iterator[Claim]:
    """Names that a source covers: right as names, but the year and the credit must fit as well."""
    titles = [span.words for span in reader.spans if span.words in reader.index.people]
    credited = set().union(*(reader.index.people[words] for words in titles)) if titles else set()
    for span in reader.spans:
        first = reader.tokens[span.first]
        if not (first.capital or first.digits or span.kind in ("category", "place")):
            continue
        if (
            span.kind == "person"
            and titles
            and span.words not in credited
            and not reader.index.holds(span.words)
        ):
            name = " ".join(token.text for token in reader.tokens[span.first : span.last])
            detail = f"{name} is named beside something that the sources do not credit them with"
            yield reader.claim(span.first, span.last, "person", False, detail)
            continue
        yield reader.claim(span.first, span.last, span.kind, True)
        if span.kind == "title" and (year := _year_after(reader, span.last)) is not None:
            known = reader.index.years.get(span.words, set())
            if known and reader.tokens[year].fold not in known:
                detail = f"the sources date it {' or '.join(sorted(known))}"
                yield reader.claim(span.first, year + 1, "year", False, detail)


def _year_after(reader: _Reader, at: int) -> int | None:
    """Where a year in parentheses follows, its place."""
    if at >= len(reader.tokens) or at == 0 or not reader.tokens[at].digits:
        return None
    base = reader.sentence.start
    between = reader.sentence.text[reader.tokens[at - 1].end - base : reader.tokens[at].start - base]
    return at if between.strip(_QUOTES + " ") == "(" and len(reader.tokens[at].fold) == 4 else None


def _numbers(reader: _Reader) -> Iterator[Claim]:
    for at, token in enumerate(reader.tokens):
        if not token.digits or at in reader.covered or _is_list_marker(reader, at):
            continue
        digits = "".join(char for char in token.fold if char.isdigit()).lstrip("0") or "0"
        numbers = reader.index.numbers
        short = token.fold.endswith("s") and len(digits) == 2 and {f"19{digits}", f"20{digits}"} & numbers
        # A token such as a receipt's number mixes letters and digits: it is known as a word or not at all.
        known = digits in numbers or bool(short) or reader.index.holds((token.fold,))
        yield reader.claim(at, at + 1, "number", known)


def _is_list_marker(reader: _Reader, at: int) -> bool:
    token = reader.tokens[at]
    after = reader.sentence.text[token.end - reader.sentence.start :]
    return at == 0 and token.fold.isdigit() and after[:1] in (".", ")")


def _runs(reader: _Reader) -> Iterator[Claim]:
    """Runs of capitalised words that no source name covers."""
    at = 0
    while at < len(reader.tokens):
        if not _names(reader, at):
            at += 1
            continue
        end = at + 1
        while end < len(reader.tokens) and _continues(reader, end):
            end += 1
        while not reader.tokens[end - 1].capital:
            end -= 1
        yield from _run(reader, at, end)
        at = end


def _names(reader: _Reader, at: int) -> bool:
    return at not in reader.covered and reader.tokens[at].capital


def _continues(reader: _Reader, at: int) -> bool:
    base = reader.sentence.start
    gap = reader.sentence.text[reader.tokens[at - 1].end - base : reader.tokens[at].start - base]
    if at in reader.covered or gap not in (" ", "-", "'", "’", ". ", " ' "):
        return False
    return reader.tokens[at].capital or reader.tokens[at].fold in _CONNECTORS


def _run(reader: _Reader, first: int, last: int) -> Iterator[Claim]:
    words = reader.words(first, last)
    dated = _year_after(reader, last) is not None
    labelled = dated or _quoted(reader, first, last)
    if last - first == 1 and not labelled:
        kind = None if reader.tokens[first].opens or reader.common(first) else reader.names.kind(words)
        if kind is None and not reader.tokens[first].opens and reader.names.surname(words[0]):
            kind = None if reader.common(first) else "person"
        if kind is not None:
            yield reader.claim(first, last, kind, reader.index.holds(words))
        return
    if reader.index.holds(words):
        yield reader.claim(first, last, "name", True)
        return
    for a, b in _subruns(first, last, dated):
        kind = reader.names.kind(reader.words(a, b))
        whole = (a, b) == (first, last) or (dated and b == last)
        if kind is not None and (whole or not all(reader.common(at) for at in range(a, b))):
            yield reader.claim(a, b, kind, reader.index.holds(reader.words(a, b)))
            return
    strange = [
        at
        for at in range(first, last)
        if not reader.common(at) and not reader.index.holds(reader.words(at, at + 1))
    ]
    if len(strange) >= 2 or (labelled and strange):
        yield reader.claim(strange[0], last, "name", False)


def _subruns(first: int, last: int, dated: bool) -> Iterator[tuple[int, int]]:
    """The run and its parts of two words or more, longest first; before a year its last word as well."""
    for size in range(last - first, 1, -1):
        for at in range(first, last - size + 1):
            yield at, at + size
    if dated or last - first == 1:
        yield last - 1, last


def _quoted(reader: _Reader, first: int, last: int) -> bool:
    text, base = reader.sentence.text, reader.sentence.start
    before = text[: reader.tokens[first].start - base][-2:]
    after = text[reader.tokens[last - 1].end - base :][:2]
    if not before or not after or before[-1] not in _QUOTES or after[0] not in _QUOTES:
        return False
    # `BASE_URL` and `d'Arc's` have such signs inside a word: a quotation has none but signs outside.
    return not before[:-1].isalnum() and not after[1:].isalnum()


def _categories(reader: _Reader) -> Iterator[Claim]:
    """Lower-case categories, where the words around them show that a category is meant."""
    schema_nouns = reader.index.nouns
    for at, token in enumerate(reader.tokens):
        if at in reader.covered or token.capital:
            continue
        for size in (2, 1):
            if at + size > len(reader.tokens):
                continue
            words = reader.words(at, at + size)
            value = reader.names.category(words)
            if value is None:
                continue
            after = reader.tokens[at + size].fold if at + size < len(reader.tokens) else ""
            before = reader.tokens[at - 1].fold if at else ""
            plural = value != " ".join(words)
            if (
                plural
                or after in schema_nouns
                or (
                    (before in _CATEGORY_CUES or before in reader.index.labels)
                    and _ends_phrase(reader, at + size)
                )
            ):
                grounded = reader.index.holds(words) or reader.index.holds(tuple(value.split()))
                grounded = grounded or tuple(value.split()) in reader.index.names.get(value.split()[0], {})
                yield reader.claim(at, at + size, "category", grounded)
            break


def _ends_phrase(reader: _Reader, at: int) -> bool:
    if at >= len(reader.tokens):
        return True
    base = reader.sentence.start
    gap = reader.sentence.text[reader.tokens[at - 1].end - base : reader.tokens[at].start - base]
    return gap.strip() != ""
