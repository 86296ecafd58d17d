"""Clauses that look like statements of taste but, where they stand, ask for something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...memory.extraction import Kind, Reading
from ...memory.extraction.statements import ReadClause
from .acts import DialogueContext

# Orders to the memory about what was said.
_ORDER = re.compile(
    r"^(?:please |now |also |and |can you |could you |would you |you can |i want you to )*"
    r"(?:forget|unlearn|erase|delete|wipe|undo|purge"
    r"|(?:do not|never|stop|quit|no need to) (?:use|using|count|counting|consider|considering|remember|remembering"
    r"|assum\w+|rely\w*|hold\w*|factor\w*|weigh\w*|bas(?:e|ing)|tak(?:e|ing) into account|keep(?:ing)? track"
    r"|bring(?:ing)? up)|(?:ignore|disregard|drop|discard|overlook|dismiss) (?:the fact )?that i)\b"
)
# Questions that no order of words hides.
_ASKED = re.compile(
    r"^(?:and |so )?(?:(?:since|until|till|from) when|how long have|when did"
    r"|(?:do|did|can|could|would|have|are) you\b.*\b(?:whether|if))\b"
)
# "Thanks, that's great" thanks twice.
_PRAISE = re.compile(
    r"(?:that|this|it) (?:is|was) (?:very |really |so |just )?(?:great|perfect|brilliant|lovely|helpful|wonderful"
    r"|awesome|good|fantastic|excellent|amazing|kind|nice|useful)"
)
_GRATEFUL = re.compile(r"^(?:\w+ )?(?:thanks|thank you|thank|cheers)\b")
_WONDERED = re.compile(
    r"^(?:can you |could you |please |and |so )*(?:do|did|can|could|have|would|tell)\b.*\b(?:know|remember|recall|say"
    r"|tell (?:me|you)|told you) (?:whether|if)$|^tell me (?:whether|if)$"
)
_STANDING = re.compile(
    r"\b(?:ever|never|always|from now on|in general|as a rule|for me|i (?:do|can|could|will|would)|usually|any more)\b"
)
_EXCLUDES = re.compile(
    r"^(?:but |and )?(?:nothing|no|not|none|without|drop|skip|leave out|exclude|avoid|except|only)\b"
)
_LIKENESS = re.compile(
    r"^(?:(?:something|anything|films?|one|ones|more|kind of|just|a film) )*like <[io]\d+>(?: <\w+>| and| or)*$"
)
_PERSONAL = re.compile(r"\b(?:i|me|my|we|us)\b")
_SHAPES = re.compile(r"<d\d+>|^(?:but|only|just|with|without|from|set|made|in|by|not|more|less)\b")


def reclaimed(reading: Reading, context: DialogueContext) -> Reading:
    """The reading without the statements of clauses that ask rather than state."""
    reads = reading.clauses
    kept = tuple(
        replace(read, statements=()) if read.statements and _asks(reads, at, context) else read
        for at, read in enumerate(reads)
    )
    return replace(reading, clauses=kept)


def _asks(reads: Sequence[ReadClause], at: int, context: DialogueContext) -> bool:
    clause = reads[at].clause
    text = clause.text
    if _ORDER.match(text) or _ASKED.match(text):
        return True
    if _PRAISE.fullmatch(text) and any(_GRATEFUL.match(read.clause.text) for read in reads[:at]):
        return not any(read.statements or read.clause.mentions for read in reads[:at])
    if at and _WONDERED.search(reads[at - 1].clause.text):
        return True
    following = reads[at + 1].clause if at + 1 < len(reads) else None
    if _LIKENESS.match(text) and following is not None and not reads[at + 1].statements:
        return bool(following.lead == "but" or _SHAPES.search(following.text))
    if not context.listed or _PERSONAL.search(text) or _STANDING.search(text):
        return False
    if any(s.kind is Kind.CONSTRAIN for s in reads[at].statements):
        return bool(_EXCLUDES.match(text))
    # "But nothing animated" corrects the list in view; "no horror please" is a taste.
    return (clause.lead == "but" or text.startswith("but ")) and bool(_EXCLUDES.match(text))
