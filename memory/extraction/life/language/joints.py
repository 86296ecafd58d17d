"""Where one sentence says two things of different kinds: "I walked 9,000 steps and I love jazz"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINT = re.compile(
    r"(?:,? (?:and|plus|but)(?: also| then| oh)?,? |,? also,? |, (?:oh |ps |btw )?)"
    r"(?=(?:please |just |also )*(?:(?:i|we|my|our) |there is |(?:can|could|would) you |got (?:a|an|my) |(?:add|put|set|remind"
    r"|schedule|book|create|stick|pop|do not|do not let|note|log|record|track|to-do|grabbed|bought|paid|spent|walked|ran"
    r"|slept|had|did|went|drank|swam|cycled|jogged) |to-do: |(?:the )?(?!it|that|this|they|which|there)[a-z]+(?: [a-z]+)? (?:was|cost|came to) (?:\w+ )?<a))"
)
"""A joint, before what may begin to say something else."""
_HELD = re.compile(
    r"\b(?:if|when|whenever|because|unless|although|though|while|suppose|imagine|said|says|told|asked|wants|so that"
    r"|instead of|rather than)\b"
)
"""Words that hold what follows in their own sentence."""
_DONE = r"(?:spent|paid|bought|grabbed|got|had|walked|ran|jogged|cycled|swam|slept|did|drank|was|were|cost|came to|hit)"
_NUMBER = r"<[an]\d+>"
_KINDS = (
    (
        "task",
        re.compile(
            r"\b(?:to|on|onto) (?:my|the|our) (?:[\w-]+ ){0,3}(?:list|to-dos?|tasks|chores)\b|\bremind me to\b"
            r"|\bdo not (?:let me )?forget to\b|\b(?:add|create) (?:a )?(?:new )?task\b|^(?:my )?(?:to-do|task):"
            r"|\b(?:i|we) (?:really |also |still )*(?:need to|have to|must|have got to|got to|should)\b"
        ),
    ),
    (
        "aim",
        re.compile(
            rf"\b(?:goal|target|budget|limit)\b.*{_NUMBER}"
            rf"|{_NUMBER}[^<]{{0,20}}\b(?:(?:a|per|each|every) (?:day|week|month)|daily|weekly|monthly)\b"
        ),
    ),
    (
        "event",
        re.compile(
            rf"\b{_DONE}\b[^<]*<a|<a\d+> (?:on|for)\b|\b{_DONE}\b[^<]*<n\d+>(?: ?k\b| steps| km| miles?| hours?| minutes?"
            rf"| push| glasses)|\b(?:ran|walked|jogged|cycled|swam) (?:a |about )?<n"
        ),
    ),
    (
        "taste",
        re.compile(
            r"\b(?:i|we) (?:really |also |do |absolutely |just )*(?:love|like|hate|enjoy|adore|dislike|prefer|can not stand"
            r"|loathe)\b|\bmy favou?rite\b"
        ),
    ),
    ("appointment", re.compile(r"^(?!.*\b(?:was|were|did|had)\b).*<d\d+>")),
)

_LEAD = re.compile(
    r"(?:(?:oh|ah|also|and|sorry|oops|ps|btw|i|just)[,:]? )*(?:forgot|realised i forgot|realized i forgot|meant) to"
    r" (?:say|mention|add|tell you|log|note)(?: that)?[,:]? (?=\w+ \w+)"
)
"""What is said before the thing itself: "forgot to say, lunch was $5"."""


def joints(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The joints of a sentence at which it goes over to something of another kind.

    `text` holds labels for its numbers and dates. What stands under a condition, in quotation marks or in somebody
    else's mouth is not cut.
    """
    begin = start
    if lead := _LEAD.match(text, start, end):
        yield lead.span()
        begin = lead.end()
    for joint in _JOINT.finditer(text, begin, end):
        left, right = text[begin : joint.start()], text[joint.end() : end]
        if joint.end() >= end or text[start : joint.start()].count('"') % 2 or _HELD.search(left):
            continue
        following = _JOINT.search(right)
        kind, other = _kind(left), _kind(right[: following.start()] if following else right) or _kind(right)
        if kind and other and kind != other:
            begin = joint.end()
            yield joint.span()


def _kind(part: str) -> str:
    """What a stretch tells of, where its words say so."""
    return next((name for name, pattern in _KINDS if pattern.search(part)), "")
