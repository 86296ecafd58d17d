"""How a conversation turns to a document: a new one, or one that is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..heard import Heard
from ..language.plain import Plain
from .finding import Held, called, documents, only
from .quotes import quoted

_NEW = re.compile(
    r"\b(?:organi[sz](?:e|ing)|structur(?:e|ing)|put(?:ting)? together|creat(?:e"
    r"|ing)|compos(?:e|ing)|prepar(?:e|ing)|add(?:ing)?|working on|work on|plan(?:ning)?"
    r"|outlin(?:e|ing)"
    r"|start(?:ing)?|set(?:ting)? up|help (?:\w+ )?(?:with|me|for)|begin|record(?:ing)?"
    r"|captur(?:e|ing)|log(?:ging)?|document(?:ing)?|gather(?:ing)?|collect(?:ing)?"
    r"|jot(?:ting)? down|draft(?:ing)?|writ(?:e|ing)|save|saving|store|need a|need an"
    r"|help organi[sz])\b"
)
_SELF = re.compile(
    r"\b(?:draft(?:ing)?|writ(?:e|ing)|prepar(?:e|ing)|creat(?:e|ing)|compos(?:e"
    r"|ing)|finish(?:ing)?|send(?:ing)?|work(?:ing)? on|start(?:ing)?)\b"
)
_HELP = re.compile(
    r"\b(?:help|assist|assistance|can you|could you|let us|hand with|organi[sz]\w*"
    r"|structur\w*|information for|details for|info for|content for|notes for|new)\b"
)
_CHANGE = re.compile(
    r"\b(?:updat(?:e|es|ing)|chang(?:e|es|ing)|edit(?:ing|s)?|revis(?:e|ing|ions?)"
    r"|modif(?:y|ying)|amend(?:ing)?|adjust(?:ing)?|remov(?:e|ing)|delet(?:e|ing)"
    r"|tak(?:e|ing) out|go(?:ing)? back to|return(?:ing)? to|continu(?:e|ing)|pick(?:ing)? "
    r"up|tweak(?:ing|s)?|fix(?:ing)?|correct(?:ing)?|mak(?:e|ing) (?:some |a few "
    r"|a )?(?:changes?|edits?|updates?|tweaks?)|open(?:ing)?|rework(?:ing)?|add(?:ing)? (?:something"
    r"|some|more|a few|a couple|details|information|\w+ (?:more )?(?:details|information"
    r"|things|points))?|more to|add to|look at|back to|scrap|discard|bin|trash|throw (?:away|out)|get rid of|abandon)\b"
)
_THROWS = re.compile(r"\b(?:scrap|discard|bin|trash|throw (?:away|out)|get rid of|abandon|delete)\b")
_INTENT = re.compile(
    r"\b(?:i|we|let us|can you|could you|help|please|like to|want|need|going to"
    r"|hoping|new|want to|time to|i am)\b"
)
_PAST = re.compile(
    r"\b(?:i|we|he|she|they) (?:already |just |have )*(?:wrote|sent|finished|read"
    r"|posted|got|received|saw|gave|submitted)\b"
)
_TO = r"(?: to (?:[\w'.&-]+,? ){0,5}[\w'.&-]+(?= (?:titled|called|entitled|about|regarding)\b))?"
"""Whom it is written to, before what it is about."""
_NAMED = re.compile(
    _TO
    + (
        r"(?: draft)?,? (?:titled|called|named|entitled|about|regarding|on|for|with the title"
        r"|:)\s+(?:the |our |my )?(?P<name>.+)$"
    ),
    re.DOTALL,
)
_INFORMATION = (
    r"(?:information|info|details?|content|items?|things?|something|stuff|parts?"
    r"|elements?|points?|data|bits?|section|sections)"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A message that turns to a document: its kind, its name where one is said, whether it is there already."""

    kind: str
    name: str
    held: Held | None
    new: bool


@cache
def kind_pattern() -> re.Pattern[str]:
    """The names of kinds in plain text."""
    spelled = sorted(kinds(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?P<kind>{'|'.join(map(re.escape, spelled))})(?:s)?(?![\w-])")


@cache
def kinds() -> dict[str, str]:
    """From a name to its kind."""
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return {name: kind for kind, names in table["kinds"].items() for name in names}


def opening(heard: Heard, said: Plain) -> Opening | None:
    """The document that a message turns to, or None."""
    outside = _without_quotes(said.text)
    mention = kind_pattern().search(outside)
    if mention is None or _PAST.search(outside) or not _INTENT.search(outside):
        return _by_name_alone(heard, said, outside)
    kind = kinds()[mention["kind"]]
    name = _name(said, mention.end()) or _name_before(said, mention.start())
    held = called(name, kind, heard.live) if name else None
    changes = bool(_CHANGE.search(outside)) and not _begins(outside)
    fresh = (
        bool(
            re.search(
                rf"\b(?:a|an|another|new|some|one)(?: \w+){{0,2}} (?:{re.escape(mention['kind'])})", outside
            )
        )
        or "new" in outside.split()
    )
    if held is not None and not (fresh and not changes):
        return Opening(kind, name, held, False)
    if changes and not fresh:
        return _existing(heard, kind, name, said, outside)
    if _NEW.search(outside) and _HELP.search(outside) and not _own_task(outside):
        return Opening(kind, name, None, True)
    if re.search(
        (
            r"\bi am (?:currently |just |now )?(?:writing|drafting|preparing|putting together"
            r"|working on|composing|creating)\b"
        ),
        outside,
    ):
        return Opening(kind, name, None, True)
    return None


_BEGINS = re.compile(
    r"\b(?:organi[sz]\w*|structur\w*|put(?:ting)? together|gather\w*|collect\w*|set(?:ting)? up|in order|into shape)\b"
)
_TOUCHES = re.compile(
    r"\b(?:updat\w*|chang\w*|edit\w*|revis\w*|modif\w*|amend\w*|adjust\w*|remov\w*|delet\w*|tak(?:e|ing) out"
    r"|go(?:ing)? back"
    r"|return\w*|continu\w*|pick(?:ing)? up|tweak\w*|fix\w*|correct\w*|rework\w*|existing|earlier|already)\b"
)


def _begins(text: str) -> bool:
    """Whether help is asked to put something together that is not there yet, with nothing to be changed in it."""
    return bool(_BEGINS.search(text)) and not _TOUCHES.search(text)


def _own_task(text: str) -> bool:
    """ "I need to write a new blog post by Friday" is a thing to do, unless help is asked for."""
    asks = re.search(
        (
            r"\b(?:help|assist|assistance|can you|could you|let us|hand|organi[sz]\w*|structur\w*"
            r"|add|information|details|content|info)\b"
        ),
        text,
    )
    return (
        bool(_SELF.search(text))
        and not asks
        and bool(re.search(r"\b(?:need|have|got|must|should) to\b", text))
    )


def _existing(heard: Heard, kind: str, name: str, said: Plain, outside: str) -> Opening | None:
    if name and quoted(said.text):
        return Opening(kind, name, None, False)
    last = only(kind, heard.live)
    alone = sum(document.kind == kind for document in documents(heard.live)) == 1
    if _THROWS.search(outside) and not alone:
        return None  # which one is thrown away must be certain
    if last is None:
        return (
            Opening(kind, name, None, False)
            if re.search(r"\b(?:titled|called|entitled)\b", outside)
            else None
        )
    return Opening(kind, name, last if not name else None, False) if not name or last else None


def _by_name_alone(heard: Heard, said: Plain, outside: str) -> Opening | None:
    """A document spoken of by its title in quotes, without saying what it is."""
    spans = quoted(said.text)
    if not spans or not _CHANGE.search(outside) or not documents(heard.live):
        return None
    for start, end in spans:
        held = called(said.cut(start, end), "", heard.live)
        if held is not None and _whole(said.cut(start, end), held):
            return Opening(held.kind, said.cut(start, end), held, False)
    return None


def _whole(name: str, held: Held) -> bool:
    from ..language.stems import likeness

    return any(likeness(name, other) > 0.9 for other in held.names)


def _name(said: Plain, start: int) -> str:
    """What the document is called: the first quotation after its kind, else those after "titled" or "about"."""
    spans = [span for span in quoted(said.text) if span[0] > start]
    if spans and re.fullmatch(r"[^.!?]{0,60}?", said.text[start : spans[0][0] - 1]) is not None:
        return said.cut(*spans[0]).strip(" .")
    sentence = re.split(r"(?<=[.!?])\s|\n", said.text[start:], maxsplit=1)[0]
    match = _NAMED.match(sentence)
    if not match:
        return ""
    words = re.split(
        (
            r",| and (?:i|can|could|would|need|want)\b| (?:to|so|because|that i|i am|i have"
            r"|with|by|today|tomorrow|please)\b"
        ),
        match["name"],
    )[0].strip(" .!?")
    if not words or re.fullmatch(
        (
            r"(?:(?:my|the|our|a|an|it|me|this|that|work|new|this one|today|tomorrow|now"
            r"|later|her|him|them|us) ?)+"
        ),
        words,
    ):
        return ""
    at = said.text.index(words, start)
    return said.cut(at, at + len(words)).strip(" .!?")


def _name_before(said: Plain, start: int) -> str:
    """A quotation right before the kind: "the 'Harbour Lights' proposal"."""
    spans = [
        span for span in quoted(said.text) if span[1] < start and not said.text[span[1] + 1 : start].strip()
    ]
    return said.cut(*spans[-1]).strip(" .") if spans else ""


def _without_quotes(text: str) -> str:
    """The text with quotations blanked out."""
    for start, end in quoted(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
