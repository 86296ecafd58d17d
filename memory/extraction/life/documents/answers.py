"""What a statement or an answer says of a field, without the words that lead to it."""

from __future__ import annotations

import re
from functools import cache

from ..language.plain import Plain
from .fields import field_named, field_pattern
from .leads import leads, piece, prefix, tails
from .quotes import quoted

Span = tuple[int, int]

_REFUSAL = re.compile(
    r"(?:no|nope|nah|none|nothing|skip|not (?:yet|sure|really|now|for|at the moment"
    r"|that i)|i (?:am not sure|do not know|will think|need to think|have not decided)"
    r"|that is (?:all|everything|it|fine|great|perfect)|to be decided|tbd"
    r"|let us (?:skip|leave|move on|save)|leave (?:it|that) (?:out|blank|for)|thanks"
    r"|thank you|sounds (?:good|complete|great)|great|perfect|looks good|i do not have"
    r"|we have not|good(?:bye)?|bye|later|hello|hi|hey|n/a|maybe later|can we|could we"
    r"|what do you|hold on|give me)\b"
)
_PROMISE = re.compile(
    r"(?:yes|yeah|sure|ok)?[,.]? ?i (?:do )?have (?:a few|some|several|two|three"
    r"|a couple(?: of)?) [\w ]{0,30}?(?:to (?:add|share|include|note)|for you)?[.!]?$"
)


_POSTPONED = re.compile(
    r"\blet me (?:get back|think|check|look|ask|come back|find out|see|sleep on)\b|"
    r"\b(?:i|we) (?:will|can|could|might|would|shall|am going to|want to|need to|have to)(?: have to"
    r"| need to)?(?: \w+)?? (?:provide|give|share"
    r"|send|add|tell|get|fill|think|come|do|work|figure|let|follow|circle|pass|supply|enter|put|write|finish|sort"
    r"|update|list|include|check|look|decide|ask|find|confirm)\b[^.!?]*\b(?:later|another time|next time|soon"
    r"|afterwards"
    r"|back to (?:you|that|it|this|them)|get back|once i|when i|in a bit|at some point|about (?:it|that|this)"
    r"|on (?:it|that)"
    r"|it out|those out|that out|with (?:him|her|them|the team))\b"
    r"|\b(?:(?:i|we) )?(?:really )?(?:have to|need to|had better|should|must|have got to|got to) (?:run|go|head"
    r"|leave|dash|jump"
    r"|get going|step away|stop (?:here|there)|be off|sign off|log off|take off|wrap (?:up|this up)|get back to)\b"
    r"|\b(?:let us|we can|we could|can we) (?:continue|finish|pick (?:this|it|that) up|do (?:that|this|it"
    r"|the rest)|leave"
    r" (?:it|that|this))\b[^.!?]*\b(?:later|tomorrow|another time|next time|there|here|for now|another day|soon)\b"
)
_SENTENCE = re.compile(r"(?<=[^.\sA-Z][.!?])[\"']?\s+|\n+")


def is_no_answer(text: str) -> bool:
    """Whether an answer gives no value: a refusal, thanks, a promise to tell more, another time."""
    said = re.sub(rf"^{piece('filler')}", "", text.strip())
    refused = _REFUSAL.match(said) or (
        _REFUSAL.match(text.strip()) and re.match(r"(?:thanks|thank you|great|perfect|that)\b", text.strip())
    )
    return (
        not said.strip(" .!")
        or bool(refused)
        or bool(_PROMISE.match(text.strip()))
        or bool(_POSTPONED.match(said))
        or (said.rstrip().endswith("?") and '"' not in said)
    )


def answered(text: str, start: int, end: int) -> int:
    """Where an answer ends: before closing sentences that give no value ("That's all. Thanks!")."""
    cuts = [match for match in _SENTENCE.finditer(text, start, end) if not _inside_quote(text, match.start())]
    for cut in reversed(cuts):
        if not is_no_answer(text[cut.end() : end]):
            break
        end = cut.start()
    return end


def value_span(said: Plain, start: int, end: int) -> Span:
    """The stretch of a statement that is its value: after what leads to it, before what trails from it."""
    text = said.text
    while start < end and text[start].isspace():
        start += 1
    end = answered(text, start, end)
    if (under := prefix().match(text, start, end)) and under.end() < end:
        start = under.end()
    lead = _lead_end(text, start, end)
    start = lead if lead is not None else _filled(text, start, end)
    tail = tails().search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    return _one_quotation(text, start, end)


def _lead_end(text: str, start: int, end: int) -> int | None:
    ends = [
        match.end()
        for pattern in leads()
        if (match := pattern.match(text, start, end))
        and match.end() < end
        and not _inside_quote(text, match.end())
    ]
    return max(ends, default=None)


def _inside_quote(text: str, at: int) -> bool:
    return any(start < at <= end for start, end in quoted(text))


def _filled(text: str, start: int, end: int) -> int:
    match = re.compile(piece("filler")).match(text, start, end)
    return match.end() if match and match.end() < end else start


def _one_quotation(text: str, start: int, end: int) -> Span:
    """The inside of a quotation where the value is nothing else."""
    for one, other in quoted(text):
        around = text[start : max(start, one - 1)] + text[other + 1 : end]
        if start <= one and other <= end and not re.sub(r"[\s.,;:!]|\b(?:the|a|an)\b", "", around):
            return one, other
    return start, end


def statements(said: Plain) -> list[tuple[str, int, int]]:
    """Fields that a message states by name ("the budget is $20k"): field, and where the statement stands."""
    pattern = _statement()
    shields = quoted(said.text)
    starts = [
        match
        for match in pattern.finditer(said.text)
        if not any(one <= match.start("f") < other for one, other in shields)
    ]
    starts = sorted([*starts, *_addressed(said.text, shields)], key=re.Match.start)
    found = []
    for number, match in enumerate(starts):
        stop = starts[number + 1].start() if number + 1 < len(starts) else len(said.text)
        end = stop
        joint = re.search(r"[\s,;]*(?:\band\b)?\s*$", said.text[match.start() : stop])
        if joint and number + 1 < len(starts):
            end = match.start() + joint.start()
        found.append(
            (field_named(match["f"] if "f" in match.re.groupindex else _RECIPIENTS), match.start(), end)
        )
    return found


_RECIPIENTS = "recipients"
_SENT = re.compile(
    r"(?:^|(?<=[.!?;\n] )|(?<=, )|(?<=\band ))(?:(?:it|this|the e-?mail|this e-?mail)"
    r" (?:should|will|must|needs to|has to"
    r"|is going to|is to|is)(?: also)? (?:go|be sent|be addressed|addressed|be going)(?: out)? to"
    r"|(?:please )?(?:send|address) (?:it|this|the e-?mail) to|cc:?|to:) (?=\S)"
)
"""Whom an e-mail goes to, told without the word "recipients"."""


def _addressed(text: str, shields: list[Span]) -> list[re.Match[str]]:
    found = _SENT.finditer(text)
    return [match for match in found if not any(one <= match.start() < other for one, other in shields)]


@cache
def _statement() -> re.Pattern[str]:
    about = r"(?: (?:of|for|in) (?:this|the|our|my|that|it)(?: [\w-]+){0,3}?)?"
    return re.compile(
        r"(?:^|(?<=[.!?;\n] )|(?<=, )|(?<=\band )|(?<=\n))(?:and |also |so |ok |well "
        rf"|yes,? )*{field_pattern()}{about}(?: {piece('be')}(?= )|:(?= )|=)"
    )
