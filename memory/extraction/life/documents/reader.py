"""Reads documents in progress: opened, filled by question and answer, changed, thrown away."""

from __future__ import annotations

import re
from dataclasses import replace

from ....types import Claim, ClaimKind
from ..heard import Focus, Heard, LifeReading
from ..language.plain import Plain, plain
from ..language.stems import likeness
from .answers import Span, is_no_answer, statements, value_span
from .changing import carried_out, discarded
from .edits import Edit, edits
from .fields import asked_field, attribute, field_named, fields, is_scalar
from .figures import changed_figures
from .finding import NEAR, Held, documents, is_numbered, new_subject
from .opening import Opening, opening
from .writing import NUMBERS, Page, asserted

_NAMES = ("title", "purpose")
"""Fields that a document not yet written to is named by."""


def read_documents(heard: Heard) -> LifeReading:
    """Fields of the document in hand. Which field a short answer fills is known from the question before it.

    The document in hand stays in the focus; a message that nothing is read from leaves it there.
    """
    said = plain(heard.text)
    turn = opening(heard, said)
    if turn is not None and turn.held is None and heard.focus.document and _asked(heard):
        turn = None  # "I'm writing an email to thank them" answers what the email is for
    focus = _focused(heard, turn)
    if not focus.document:
        return LifeReading(focus=focus)
    page = Page(said, focus.document, _held(heard, focus.document))
    told = _claims(heard, page, focus, turn)
    claims = [*_named_at_once(page, turn, told), *told]
    if not claims:
        return LifeReading((), focus, ((0, len(heard.text)),) if turn else ())
    if turn is None and _is_another(heard, page, focus, claims):
        focus = replace(heard.focus, document=new_subject(page.held.kind, "", heard.live), field="")
        page = Page(said, focus.document, Held(focus.document, ()))
        claims = _claims(heard, page, focus, turn)
    claims, focus = _identified(heard, claims, focus)
    field = claims[-1].attribute.partition(".")[2]
    return LifeReading(tuple(_once(claims)), replace(focus, field=field), ((0, len(heard.text)),))


def _is_another(heard: Heard, page: Page, focus: Focus, claims: list[Claim]) -> bool:
    """Whether the first answer about a document shows that it is not the one at hand but a new one.

    Nobody asks for the title of what has one; an answer that gives another is about another document.
    """
    asked = _asked(heard, focus.document)
    if focus.field or not asked or not is_scalar(asked) or not page.held.of(asked):
        return False
    if re.search(r"\b(?:new|updated?|change[ds]?|different|instead|now)\b", heard.before[-1].text.lower()):
        return False
    told = [
        claim for claim in claims if claim.attribute == attribute(asked) and claim.kind is ClaimKind.ASSERT
    ]
    return bool(told) and all(
        likeness(claim.value_text, fact.value_text) < NEAR for claim in told for fact in page.held.of(asked)
    )


def _focused(heard: Heard, turn: Opening | None) -> Focus:
    if turn is None:
        return heard.focus
    if turn.held is not None:
        return replace(heard.focus, document=turn.held.subject, field="")
    return replace(heard.focus, document=new_subject(turn.kind, turn.name, heard.live), field="")


def _held(heard: Heard, subject: str) -> Held:
    return next((held for held in documents(heard.live) if held.subject == subject), Held(subject, ()))


def _named_at_once(page: Page, turn: Opening | None, told: list[Claim]) -> list[Claim]:
    """What a new document is called, as its title or purpose; not where the message tells that of its own."""
    if turn is None or not turn.new or not turn.name:
        return []
    if turn.kind == "email" and any(claim.attribute == attribute("purpose") for claim in told):
        return []
    at = page.said.raw.find(turn.name)
    field = "purpose" if turn.kind == "email" else "title"
    claim = page.claim(ClaimKind.ASSERT, field, (0, len(page.said.text)), turn.name)
    return [claim.model_copy(update={"start": at, "end": at + len(turn.name)})] if at >= 0 else []


def _claims(heard: Heard, page: Page, focus: Focus, turn: Opening | None) -> list[Claim]:
    if gone := list(discarded(page)):
        return gone
    asked = _asked(heard, focus.document)
    figures = [] if asked and asked not in NUMBERS else list(changed_figures(page, focus.field or asked))
    figures = figures if not asked or _was(page.said) else []
    found = edits(page.said, NUMBERS if figures else ())
    orders = [
        edit for edit in found if _is_order(page.said, edit, asked, turn) and (edit.field or not figures)
    ]
    if orders or figures:
        done = [claim for edit in orders for claim in carried_out(page, edit, focus.field or asked)]
        return [*figures, *(claim for claim in done if claim.attribute not in {f.attribute for f in figures})]
    told = statements(page.said)
    if turn is not None:
        named = page.said.raw.find(turn.name) if turn.name else -1
        told = [item for item in told if not _holds(page.said, item, named)]
        asked = ""
    return _told(page, told, asked)


def _holds(said: Plain, item: tuple[str, int, int], at: int) -> bool:
    """Whether a statement holds what stands at a place of the message."""
    start, end = said.span(item[1], item[2])
    return start <= at < end


def _was(said: Plain) -> bool:
    """Whether an answer puts a new number in an old one's place."""
    return bool(re.search(r"\b(?:was|from|not|instead of|rather than|back to)\b.*<?\d", said.text))


_ABOUT = {"meeting_notes": "title", "email": "purpose", "social_media_post": "main_message"}
"""What "what is it about?" asks for, where a document is not described but named by what it is about."""


def _asked(heard: Heard, document: str = "") -> str:
    last = heard.before[-1] if heard.before else None
    if last is None or last.speaker != "assistant":
        return ""
    field = asked_field(last.text)
    return _ABOUT.get(document.split(":")[1], field) if field == "description" and ":" in document else field


_BEFORE_ORDER = re.compile(
    (
        r"(?:.*[.!?\n]\s*)?(?:(?:yes|yeah|ok|okay|sure|actually|also|and|then|oh|no"
        r"|wait|sorry|please|can|could|would|you|i|we|need|want|like|to|let us|have"
        r"|just|now|well|one more thing|first)[,:]?\s*)*"
    ),
    re.DOTALL,
)


def _is_order(said: Plain, edit: Edit, asked: str, turn: Opening | None) -> bool:
    """Whether an order is one to the document, not words of an answer ("add dark mode to the app")."""
    known = edit.field in fields().field_of.values()
    if asked:
        return known and edit.act != "clear" and _BEFORE_ORDER.fullmatch(said.text[: edit.start]) is not None
    return (
        known
        or (edit.field == "" and turn is None)
        or edit.act in ("replace",)
        or (bool(edit.field) and turn is None)
    )


def _told(page: Page, told: list[tuple[str, int, int]], asked: str) -> list[Claim]:
    if asked and _answers(page.said, told, asked):
        if is_no_answer(page.said.text):
            return []
        return list(asserted(page, asked, value_span(page.said, 0, len(page.said.text))))
    claims: list[Claim] = []
    for field, start, end in told:
        if not is_no_answer(page.said.text[start:end]):
            claims.extend(asserted(page, field, _value(page.said, start, end)))
    return claims


def _value(said: Plain, start: int, end: int) -> Span:
    return value_span(said, start, end)


def _answers(said: Plain, told: list[tuple[str, int, int]], asked: str) -> bool:
    """Whether a message answers the question, rather than telling of other fields by their names."""
    if not told:
        return True
    names = {field for field, _, _ in told}
    if len(told) == 1 and not _by_its_name(said, told[0]):
        return True
    return names == {asked} and len(told) == 1


def _by_its_name(said: Plain, told: tuple[str, int, int]) -> bool:
    """Whether a field is called by its own name rather than by a word that may mean much else."""
    field, start, end = told
    text = said.text[start:end]
    return any(
        field_named(name) == field and name in text
        for name, known in fields().field_of.items()
        if known == field and (" " in name or name.replace(" ", "_") == field)
    )


def _identified(heard: Heard, claims: list[Claim], focus: Focus) -> tuple[list[Claim], Focus]:
    """A document that nothing is written of yet takes its subject from its title, where that comes first."""
    first = claims[0]
    name = first.attribute.partition(".")[2]
    fresh = is_numbered(focus.document) and not _held(heard, focus.document).facts
    if not fresh or name not in _NAMES or first.kind is not ClaimKind.ASSERT:
        return claims, focus
    subject = f"{focus.document.rpartition(':')[0]}:{first.value_norm}"
    return [claim.model_copy(update={"subject": subject}) for claim in claims], replace(
        focus, document=subject
    )


def _once(claims: list[Claim]) -> list[Claim]:
    """Each value of a field once."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for claim in claims:
        key = (claim.kind, claim.attribute, claim.value_norm)
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
