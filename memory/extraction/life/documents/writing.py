"""Claims about fields of a document, from stretches of the plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .....fold import fold
from ....types import Claim, ClaimKind, Fact
from ....vocabulary import DOCUMENT
from ..language.plain import Plain
from ..language.quantities import quantities
from ..language.stems import likeness
from .elements import elements
from .fields import attribute, fields, is_scalar
from .finding import Held
from .quotes import quoted, unquoted

Span = tuple[int, int]

NEAR = 0.6
"""The likeness from which words mean an element of a field they name; of any field, `SURE`."""
SURE = 0.8
NUMBERS = ("budget", "length")
"""Fields whose value is a number where one is said."""
BRIEF = ("platform", "content_type", "lead", "title", "tone", "date", "deadline", "location", "length")
"""Fields whose value is said in one sentence; what follows it is talk."""
PEOPLE = ("attendees", "recipients", "stakeholders", "team_members")
NAMES = (*PEOPLE, "hashtags", "keywords")
"""Lists of names: a lone "and" parts two of them, as it does not part the words of a sentence."""


@dataclass(frozen=True, slots=True)
class Page:
    """The document in hand: its subject and what memory holds of it, and the message that speaks of it."""

    said: Plain
    subject: str
    held: Held

    def claim(self, kind: ClaimKind, field: str, place: Span, words: str = "", **more: object) -> Claim:
        """A claim about a field; `words` its value, `place` the stretch of the plain text that tells it."""
        start, end = self.said.span(*place)
        return Claim.model_validate(
            {
                "kind": kind, "attribute": attribute(field), "value_norm": fold(words) or words, "value_text": words,
                "start": start, "end": end, "subject": self.subject, "rule": "computed: document", **more,
            }
        )  # fmt: skip


def asserted(page: Page, field: str, place: Span, *, ordered: bool = False) -> Iterator[Claim]:
    """The value of a field, one claim for each element where it is a list.

    `ordered`: it comes with an order to add it, which puts one thing at a time more often than an answer does.
    """
    if field in BRIEF:
        place = place[0], _first_sentence(page.said.text, *place)
    if field in NUMBERS:
        yield from _number(page, field, place)
    elif is_scalar(field):
        words = _without_articles(field, page.said.cut(*place))
        if words:
            yield page.claim(ClaimKind.ASSERT, field, place, words)
    else:
        for start, end in spoken_elements(page.said, field, place, ordered=ordered):
            words = tidy(page.said.raw[start:end])
            if field in PEOPLE:
                words = re.sub(r",\s+(?:our|the|my)\s+", ", ", words)
            if words:
                claim = page.claim(ClaimKind.ASSERT, field, place, words)
                yield claim.model_copy(update={"start": start, "end": end})


def _number(page: Page, field: str, place: Span) -> Iterator[Claim]:
    text = page.said.text[slice(*place)]
    found = quantities(text)
    chosen = next((quantity for quantity in found if quantity.unit), found[0] if found else None)
    if chosen is None:
        yield page.claim(ClaimKind.ASSERT, field, place, tidy(page.said.cut(*place)))
        return
    span = place[0] + chosen.start, place[0] + chosen.end
    yield page.claim(
        ClaimKind.ASSERT, field, span, page.said.cut(*span), number=chosen.value, unit=chosen.unit
    )


def _first_sentence(text: str, start: int, end: int) -> int:
    stop = re.compile(r"(?<=[^.\s][.!?])\s+(?=[a-z\"'])").search(text, start, end)
    if stop is None or re.search(r"\b(?:dr|mr|mrs|ms|prof|st|vs|no|e\.g|i\.e)\.$", text[: stop.start()]):
        return end
    return end if any(one < stop.start() < other for one, other in quoted(text)) else stop.start()


def spoken_elements(said: Plain, field: str, place: Span, *, ordered: bool = False) -> list[Span]:
    """The elements of a list as stretches of the original message."""
    start, end = said.span(*place)
    if field == "hashtags":
        return [
            match.span() for match in re.compile(r"#\w+").finditer(said.raw, start, end)
        ] or _raw_elements(said, start, end)
    return _raw_elements(said, start, end, spare_and=ordered and field not in NAMES)


def _raw_elements(said: Plain, start: int, end: int, *, spare_and: bool = False) -> list[Span]:
    found = elements(said.raw[start:end], spare_and=spare_and)
    return [(start + one, start + other) for one, other in found]


def tidy(words: str) -> str:
    """A value without quotation marks, blanks and a full stop around it, beginning with a capital."""
    words = unquoted(re.sub(r"\s+", " ", words).strip())
    words = words.strip(" ,;:-").rstrip(".").strip() if not words.endswith("...") else words
    return (
        words[:1].upper() + words[1:]
        if words[:1].islower() and not re.match(r"[a-z]+[A-Z#@]", words)
        else words
    )


def _without_articles(field: str, words: str) -> str:
    """A name without the article before it, and a person's role without "our"."""
    if field in (
        "title",
        "content_type",
        "platform",
        "timeline",
        "tone",
        "date",
        "deadline",
        "location",
        "length",
    ):
        words = re.sub(r"^\s*(?:the|a|an|our|my)\s+(?=\S)", "", words, flags=re.IGNORECASE)
    if field == "location":
        words = re.sub(r"^\s*(?:in|at|on)\s+(?:the\s+)?(?=\S)", "", words, flags=re.IGNORECASE)
    if field == "lead":
        words = re.sub(r",\s+(?:our|the|my)\s+", ", ", words)
    return tidy(words)


def removed(page: Page, field: str, place: Span, words: str) -> Iterator[Claim]:
    """What is taken out of a field, found among its elements (or among all, where no field is named)."""
    facts = meant(page, field, words)
    for fact in facts:
        yield page.claim(
            ClaimKind.RETRACT, fact.attribute.removeprefix(f"{DOCUMENT}."), place, fact.value_text,
            value_norm=fact.value_norm, closes=(fact.fact_id,), confidence=1.0 if len(facts) < 2 else 0.4,
        )  # fmt: skip
    if not facts and field:
        yield page.claim(ClaimKind.RETRACT, field, place, tidy(words))


def meant(page: Page, field: str, words: str) -> list[Fact]:
    """The elements nearest to the words: none, one, or some equally near."""
    exact = [fact for fact in page.held.of(field) if fold(words) == fact.value_norm]
    words = (
        words
        if exact
        else re.sub(
            rf"(?<=\w) (?:{fields().names}|metric|item|entry|bit|one)$", "", words, flags=re.IGNORECASE
        )
        or words
    )
    for facts, least in ((page.held.of(field), NEAR), (list(page.held.facts), SURE)):
        scored = [
            (1.5 if fold(words) == fact.value_norm else likeness(words, fact.value_text), fact)
            for fact in facts
        ]
        best = max((score for score, _ in scored), default=0.0)
        if best >= least:
            return [fact for score, fact in scored if score >= best - 0.02]
    return []


def wholly(page: Page, field: str, place: Span) -> Iterator[Claim]:
    """Everything a field holds, taken out."""
    facts = page.held.of(field)
    if facts:
        yield page.claim(ClaimKind.RETRACT, field, place, closes=tuple(fact.fact_id for fact in facts))


def named_parts(said: Plain, place: Span) -> list[str]:
    """The quotations in a stretch, or the stretch itself: what an order speaks of."""
    inside = [said.cut(place[0] + start, place[0] + end) for start, end in quoted(said.text[slice(*place)])]
    rest = said.text[slice(*place)]
    for start, end in reversed(quoted(rest)):
        rest = rest[: start - 1] + rest[end + 1 :]
    if inside and not re.sub(r"\b(?:and|also|the|item|point|both|entry)\b|[\s.,;:]", "", rest):
        return inside
    return [said.cut(*place)]
