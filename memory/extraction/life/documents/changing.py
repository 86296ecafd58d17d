"""Orders to change a document, carried out as claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....types import Claim, ClaimKind
from ....vocabulary import DOCUMENT
from ..language.plain import Plain
from ..language.stems import stems
from .edits import Edit
from .elements import elements
from .fields import field_named, fields, is_scalar
from .quotes import quoted
from .writing import Page, Span, asserted, meant, named_parts, removed, tidy, wholly

_INFORMATION = re.compile(
    r"(?:some |any |the |that |all |more |a few |a couple of )*(?:of (?:the|its) )?(?:information"
    r"|info|details?|content|items?|things?|something|stuff|parts?|elements?|data"
    r"|bits?|sections?|changes?|one thing|updates?)(?: .*)?"
)
_POINTING = re.compile(
    r"(?:it|that|this|them|these|those|everything|all)(?: .{0,12})?|(?:that |this |the |this last )?one"
)
_DISCARD = re.compile(
    r"(?:delete|scrap|discard|bin|trash|throw (?:away|out)|get rid of|erase|abandon"
    r"|drop|remove|forget)(?: about)? (?:the|that|my|this|our)? ?(?:whole|entire"
    r"|complete)? ?"
    r"(?:draft|(?:[\w-]+ ){0,3}?(?:proposal|email|e-mail|meeting notes|notes|post"
    r"|document|report|article|tweet|newsletter|memo|letter))(?: (?:draft|entirely"
    r"|completely|altogether|titled|called|named|about|for|to)\b.*)?(?:, .*)?[.! ]*(?:please"
    r"|thanks)?[.! ]*$"
)


def carried_out(page: Page, edit: Edit, focus_field: str) -> Iterator[Claim]:
    """The claims of one order. Where it names no field, the one spoken of before is meant."""
    field = edit.field or (
        "" if edit.act in ("remove", "replace") else _spoken_field(page.said, edit) or focus_field
    )
    place = edit.value or (edit.start, edit.end)
    words = page.said.text[slice(*place)].strip(" .")
    if edit.act == "remove" and edit.value and _POINTING.fullmatch(words):
        yield from _pointed_at(page, field, edit)
        return
    if edit.value and (_INFORMATION.fullmatch(words) or _POINTING.fullmatch(words)):
        return
    if edit.act == "clear" and field:
        yield from wholly(page, field, (edit.start, edit.end))
    elif edit.act == "remove":
        yield from _removals(page, field, (edit.start, edit.end), place)
    elif edit.act == "replace" and edit.old:
        yield from _replaced(page, field, edit)
    elif edit.act in ("add", "set", "replace") and edit.value:
        target = field or ("title" if re.match(r"(?:rename|retitle)", page.said.text[edit.start :]) else "")
        if target:
            yield from _put(page, target, edit)


def _pointed_at(page: Page, field: str, edit: Edit) -> Iterator[Claim]:
    """ "The youth council is out, take it off the list": what was named just before."""
    before = set(stems(page.said.text[: edit.start]))
    named = [fact for fact in page.held.of(field) if set(stems(fact.value_text)) <= before]
    if len(named) == 1:
        yield from removed(page, field, (edit.start, edit.end), named[0].value_text)


def _spoken_field(said: Plain, edit: Edit) -> str:
    """The field that the message names outside its quotations."""
    text = said.text
    for start, end in quoted(text):
        text = text[:start] + " " * (end - start) + text[end:]
    if edit.value:
        text = text[: edit.value[0]] + " " * (edit.value[1] - edit.value[0]) + text[edit.value[1] :]
    found = re.findall(rf"(?<!\w){fields().names}(?!\w)", text)
    return field_named(found[-1]) if found else ""


def _put(page: Page, field: str, edit: Edit) -> Iterator[Claim]:
    assert edit.value is not None
    if edit.act == "set" and not is_scalar(field) and not _adds(page, edit):
        if edit.old and (old := meant(page, field, _words(page, edit.old))):
            yield from removed(page, field, (edit.start, edit.end), old[0].value_text)
        elif not edit.old:
            yield from wholly(page, field, (edit.start, edit.end))
    for part in _parts(page, edit.value):
        yield from asserted(page, field, part, ordered=True)


def _adds(page: Page, edit: Edit) -> bool:
    """Whether a list is "updated to" one thing: that is added to what it holds, as nothing is said to go."""
    text = page.said.text[edit.start : edit.end]
    return bool(
        re.match(r"(?:update|revise|expand|extend|amend)\b", text)
        and not edit.old
        and edit.value
        and len(_parts(page, edit.value)) == 1
        and not re.search(r"\b(?:just|only|instead|simply)\b", page.said.text)
    )


def _parts(page: Page, value: Span) -> list[Span]:
    """The quotations of a value where it is nothing but quotations, else the value."""
    inner = quoted(page.said.text[slice(*value)])
    if (
        inner
        and len(named_parts(page.said, value)) == len(inner)
        and named_parts(page.said, value)[0] != page.said.cut(*value)
    ):
        # The marks stay, so that what they hold is kept whole.
        return [(value[0] + start - 1, value[0] + end + 1) for start, end in inner]
    return [value]


def _words(page: Page, span: Span) -> str:
    return named_parts(page.said, span)[0]


def _removals(page: Page, field: str, place: Span, value: Span) -> Iterator[Claim]:
    for words in named_parts(page.said, value):
        whole = meant(page, field, tidy(words))
        parts = elements(words) if len(whole) != 1 and not is_scalar(field) else []
        apart = [tidy(words[start:end]) for start, end in parts]
        if len(apart) > 1 and all(meant(page, field, part) for part in apart):
            for part in apart:
                yield from removed(page, field, place, part)
        else:
            yield from removed(page, field, place, tidy(words))


def _replaced(page: Page, field: str, edit: Edit) -> Iterator[Claim]:
    assert edit.old is not None
    assert edit.value is not None
    old = tidy(_words(page, edit.old))
    held = meant(page, field, old)
    target = field or (held[0].attribute.removeprefix(f"{DOCUMENT}.") if held else "")
    if not target:
        return
    if not is_scalar(target):
        yield from removed(page, target, (edit.start, edit.end), old)
    for part in _parts(page, edit.value):
        yield from asserted(page, target, part)


def discarded(page: Page) -> Iterator[Claim]:
    """The whole document, where the message throws it away."""
    text = page.said.text
    for start, end in quoted(text):
        text = text[:start] + "x" * (end - start) + text[end:]
    sentences = re.split(r"(?<=[.!?])\s+", text)
    if page.held.facts and any(_discards(sentence) for sentence in sentences):
        claim = page.claim(
            ClaimKind.RETRACT, "title", (0, len(text)), closes=tuple(fact.fact_id for fact in page.held.facts)
        )
        yield claim.model_copy(update={"attribute": f"{DOCUMENT}.*"})


def _discards(sentence: str) -> bool:
    match = _DISCARD.search(sentence)
    return (
        bool(match)
        and not re.search(r"\b(?:from|in|off) (?:the|my|our|that|this)\b", sentence)
        and match is not None
    )
