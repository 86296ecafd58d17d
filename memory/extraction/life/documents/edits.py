"""Orders to change a document: add to a field, take out of it, put one thing in another's place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..language.plain import Plain
from .fields import any_field_pattern, field_named, field_pattern
from .quotes import quoted

Act = Literal["add", "remove", "replace", "set", "clear"]

_ADD = r"(?:add|include|append|insert|put|list|incorporate|mention|write|note|stick|pop|slot)(?: in)?"
_REMOVE = (
    r"(?:remove|delete|drop|take out|take|strike|strike out|cut|get rid of|scrap"
    r"|leave out|exclude|omit|cross out|cross off|erase|lose|pull|ditch|kick out"
    r"|scratch|eliminate)"
)
_UPDATE = (
    r"(?:update|revise|expand|edit|change|extend|amend|modify|adjust|set|make|move"
    r"|raise|lower|increase|reduce|bump|bring|switch|correct|shift|put|alter|push"
    r"|cut|drop|extend)"
)
_V = r"(?P<v>.+?)"
_END = (
    r"(?=[.!?]*\s*$|[.!]\s|\n|,? (?:please|thanks|thank you|instead|too|as well"
    r"|for now|now)\b[^\n]{0,30}$|[.,]? that(?: i|'s| wi)|,? (?:for|in|of|to|on) (?:this"
    r"|the|that|my|our) (?:proposal|email|post|meeting notes|notes|project proposal"
    r"|document|report|draft|meeting|project)\b)"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One order: what it does to which field. `value` and `old` are stretches of the plain text."""

    act: Act
    field: str
    value: tuple[int, int] | None
    old: tuple[int, int] | None
    start: int
    end: int


@cache
def _patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    known, open_field = field_pattern(), any_field_pattern()
    to_field = rf"(?:to|in|into|under|on|onto|within|among)(?: the list of)? {open_field}"
    from_field = rf"(?:from|off|out of|in|under|of|on|within)(?: the list of)? {open_field}"
    shapes: list[tuple[Act, str]] = [
        (
            "replace",
            (
                rf"(?:replace|swap|swap out|exchange|substitute) (?:{known} )?(?P<old>.+?) (?:with"
                rf"|for|by) {_V}(?: (?:in|under|on|among) {field_pattern('f_b')})?{_END}"
            ),
        ),
        (
            "replace",
            (
                rf"(?:in|under|for) {known},? (?:please )?(?:replace|change|swap|switch) (?P<old>.+?) (?:with"
                rf"|to|for|by|into) {_V}{_END}"
            ),
        ),
        (
            "replace",
            (
                rf"(?:change|switch|reword|rename|correct|turn|update) (?!{field_pattern('f_c')})(?P<old>['\"`].+?['\"`]) "  # noqa: E501
                rf"(?:to|into|with|for) {_V}(?: (?:in|under|on|among) {known})?{_END}"
            ),
        ),
        (
            "set",
            (
                rf"{_UPDATE} {known} (?:(?:up|down|back|forward|over|out) )?from (?P<old>.+?) (?:up "
                rf"|down )?to {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                rf"(?:update|revise|expand|edit|change|extend|amend|modify|adjust) {known} (?:to (?:also "
                r")?(?:include|add|have|list|mention|say also)|with|by adding|so (?:that )?(?:it"
                rf"|they) (?:also )?includes?|and (?:add|include))(?: the following| these| this)?:? {_V}{_END}"
            ),
        ),
        ("add", rf"{_ADD} {_V} (?:as well )?{to_field}(?: (?:as well|too|please))?{_END}"),
        (
            "add",
            (
                rf"(?:for|in|under|to) {known}[,:]? (?:please |can you |could you |i (?:would"
                rf"|want|need|will) (?:like )?(?:to )?|let us )?(?:also )?{_ADD}:? {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                rf"{_ADD} (?:(?:a|an|one|another|the|this|these|two|three|four|five|some|several"
                rf"|a few)(?: new| more| additional| extra| following)*|new|more|two more) {known}(?:s)?(?: "
                rf"called| named| about| saying| that says| -)?[,:]? {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                r"(?:there is|there are|we have|i have) (?:also |now )?(?:a|another|one more"
                rf"|one additional|an additional|new|more) {known}:? {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                r"(?:(?:one|two|a couple) (?:more|other|additional|last)|another|a new|an additional"
                rf"|an extra|also a|also an) {known}(?: is| would be)?:? {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                rf"{known} (?:should|needs to|need to|must|will) (?:also |now )?(?:include|mention"
                rf"|list|have|cover):? {_V}{_END}"
            ),
        ),
        ("add", rf"{_ADD} {_V} as (?:a |an |another |one of the |part of )?{known}{_END}"),
        ("remove", rf"{_REMOVE} {_V} {from_field}{_END}"),
        (
            "remove",
            (
                rf"(?:from|in|under|for) {known}[,:]? (?:please |can you |could you )?(?:also )?{_REMOVE}:? "
                rf"{_V}{_END}"
            ),
        ),
        (
            "remove",
            (
                rf"{_V} (?:should be|needs to be|can be|has to be|must be|is to be) (?:removed"
                rf"|deleted|dropped|taken out|taken off|cut|struck|left out)(?: {from_field})?{_END}"
            ),
        ),
        (
            "remove",
            rf"{_V} (?:is|are) no longer (?:a |an |one of (?:the|our) |part of |on |among |in )?{known}{_END}",
        ),
        (
            "remove",
            (
                rf"{_REMOVE} {known} (?:about|on|regarding|that says|saying|called|named|concerning"
                rf"|for|:) {_V}{_END}"
            ),
        ),
        (
            "set",
            (
                r"(?:update|change|set|edit|revise|adjust|raise|lower|increase|reduce|bump"
                r"|make|switch|move|correct|rename|amend|modify|shift|extend|push|bring|cut"
                rf"|drop) {known} (?:(?:up|down|back|forward|over|out) )?(?:to(?: be| read| say)?"
                rf"|as|into|=|:|with) {_V}{_END}"
            ),
        ),
        ("set", rf"(?:make|set|put) {known} {_V}{_END}"),
        ("set", rf"(?:make|name|appoint|have) {_V} (?:as |be )?{known}{_END}"),
        (
            "set",
            (
                rf"{known} (?:has|have|was|were|is|got) (?:now )?(?:been )?(?:\w+ed|cut|set"
                rf"|put|brought) (?:(?:up|down|back|out|forward) )?(?:from (?P<old>.+?) )?to {_V}{_END}"
            ),
        ),
        (
            "set",
            (
                rf"{known} (?:should (?:now )?be|is now|has (?:been )?changed to|changed to"
                r"|(?:has |have )?(?:gone|went|increased|decreased|grown|grew|risen|rose|dropped"
                r"|fallen|fell|slipped|shifted)(?: (?:up|down|back))?(?: from (?P<old_c>.+?))? to"
                r"|needs to be (?:updated|changed|set|raised|lowered|increased|reduced)(?: from (?P<old>.+?))? "
                r"to|should be (?:updated|changed|set) to|will now be|is going to be|moved to"
                r"|has moved to|has been (?:moved|raised|lowered|cut|increased|reduced|updated"
                rf"|changed|set)(?: from (?P<old_b>.+?))? to|is being (?:moved|changed) to) {_V}{_END}"
            ),
        ),
        (
            "set",
            rf"(?:rename|retitle) (?:it|the \w+|this|this one|the \w+ \w+)(?: to| as)? {_V}(?P<f>(?!x)x)?{_END}",
        ),
        (
            "clear",
            (
                rf"(?:clear|empty|wipe|{_REMOVE}) (?:all |out |all of |everything (?:in|from"
                rf"|under) )?{known}(?: entirely| completely| altogether| for now)?{_END}"
            ),
        ),
        ("remove", rf"{_REMOVE} {_V}(?P<f>(?!x)x)?{_END}"),
        ("add", rf"{_ADD}:? (?P<v>['\"].+['\"])(?P<f>(?!x)x)?{_END}"),
        (
            "add",
            (
                r"(?:update|revise|expand|edit|amend|modify) (?:it|them|that) (?:to (?:also )?include"
                rf"|with):? {_V}(?P<f>(?!x)x)?{_END}"
            ),
        ),
    ]
    lead = r"(?:^|(?<=[.!?\n] )|(?<=[\s,;:]))"
    return tuple((act, re.compile(rf"{lead}(?:{pattern})", re.DOTALL)) for act, pattern in shapes)


def edits(said: Plain) -> list[Edit]:
    """The orders of a message, in the order of its words; a word belongs to one order."""
    found: list[Edit] = []
    shields = quoted(said.text)
    for act, pattern in _patterns():
        for match in pattern.finditer(said.text):
            edit = _edit(act, match)
            if (
                edit
                and not _begins_inside(edit, shields)
                and not any(_overlap(edit, other) for other in found)
            ):
                found.append(edit)
    return sorted(found, key=lambda edit: edit.start)


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _begins_inside(edit: Edit, shields: list[tuple[int, int]]) -> bool:
    return any(start <= edit.start < end for start, end in shields)


def _edit(act: Act, match: re.Match[str]) -> Edit | None:
    groups = match.re.groupindex
    spoken = match.groupdict()
    field = field_named(spoken.get("f") or spoken.get("f_b") or "")
    old_name = next((name for name in ("old", "old_b", "old_c") if name in groups and match[name]), None)
    value = match.span("v") if "v" in groups and match["v"] else None
    old = match.span(old_name) if old_name else None
    return Edit(act, field, value, old, match.start(), match.end())
