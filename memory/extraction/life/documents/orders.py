"""How orders to change a document are worded."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .fields import any_field_pattern, field_pattern

Act = Literal["add", "remove", "replace", "set", "clear"]

_ADD = r"(?:add|include|append|insert|put|list|incorporate|mention|write|note|stick|pop|slot)(?: in)?"
_REMOVE = (
    r"(?:remove|delete|drop|take out|take|strike|strike out|cut|get rid of|scrap"
    r"|leave out|exclude|omit|cross out|cross off|erase|lose|pull|ditch|kick out"
    r"|scratch|eliminate|axe|withdraw|bin|chop|nix|get shot of|trim)"
)
_UPDATE = (
    r"(?:update|revise|expand|edit|change|extend|amend|modify|adjust|set|make|move"
    r"|raise|lower|increase|reduce|bump|bring|switch|correct|shift|put|alter|push"
    r"|cut|drop|extend|revert|restore|return|roll back|roll|reset|take|up|slash|trim)"
)
_V = r"(?P<v>.+?)"
_END = (
    r"(?=[.!?]*\s*$|[.!]\s|\n|,? (?:please|thanks|thank you|instead|too|as well"
    r"|for now|now)\b[^\n]{0,30}$|[.,]? that(?: i|'s| wi)|,? (?:for|in|of|to|on) (?:this"
    r"|the|that|my|our) (?:proposal|email|post|meeting notes|notes|project proposal"
    r"|document|report|draft|meeting|project)\b)"
)

_NEXT = (
    r"(?=,? (?:and|then|and then|but)(?: also| then| please| to)* (?:add|include|remove|delete|drop|take|change|update"
    r"|replace|set|rename|make|put|raise|lower|cut|move)\b)"
)
"""Another order follows."""
_DONE = rf"(?:{_END}|{_NEXT})"


@cache
def patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    known, open_field = field_pattern(), any_field_pattern()
    to_field = rf"(?:to|in|into|under|on|onto|within|among)(?: the list of)? {open_field}"
    from_field = rf"(?:from|off|out of|in|under|of|on|within)(?: the list of)? {open_field}"
    following = (
        r"(?:the following|this|these|one more|another)(?: (?:one|item|point|entry|person|people|thing"
        r"|things))?"
    )
    shapes: list[tuple[Act, str]] = [
        ("add", rf"{_ADD} {following} (?:to|in|into|under|on) {known}[:,-]? {_V}{_END}"),
        ("add", rf"{_ADD} (?:the following|this|these)(?: {known})?: {_V}(?P<f_b>(?!x)x)?{_END}"),
        (
            "add",
            (
                rf"(?:update|revise|expand|edit|change|extend|amend|modify|adjust) {known} by (?:adding|including"
                rf"|appending|putting in) {_V}(?: (?:to|on|in|into) (?:the |that |its )?(?:list|field|section"
                rf"|it))?{_END}"
            ),
        ),
        (
            "remove",
            (
                rf"(?:update|revise|edit|change|amend|modify|adjust) {known} by (?:removing|deleting|dropping"
                rf"|taking out|cutting) {_V}(?: (?:from|off|out of) (?:the |that |its )?(?:list|field|section"
                rf"|it))?{_END}"
            ),
        ),
        (
            "remove",
            (
                rf"(?:update|revise|edit|change|amend|modify|adjust) {known} to (?:no longer (?:include|mention"
                rf"|list|have)"
                rf"|exclude|remove|drop|leave out) {_V}{_END}"
            ),
        ),
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
                rf"{_UPDATE} {known} (?:(?:up|down|back|forward|over|out|again|once more|one more time) )*"
                rf"from (?P<old>.+?) (?:(?:up|down|back|over) )?to:? {_V}{_END}"
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
        ("add", rf"{_ADD} {_V} (?:as well )?{to_field}(?: (?:as well|too|please))?{_DONE}"),
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
                r"(?:there is|there are|we have|i have|we have got|i have got) (?:also |now )?(?:a new|a"
                r"|another|one more"
                rf"|one additional|an additional|new|more) {known}(?:[:,]| -)? {_V}{_END}"
            ),
        ),
        (
            "add",
            (
                r"(?:(?:one|two|a couple) (?:more|other|additional|last)|another|a new|an additional"
                rf"|an extra|also a|also an) {known}(?: is| would be)?(?:[:,]| -)? {_V}{_END}"
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
        ("remove", rf"{_REMOVE} {_V} {from_field}{_DONE}"),
        (
            "remove",
            (
                r"(?:we|i) (?:really )?(?:no longer need|no longer want|do not need|do not want|will not need|can lose"
                rf"|can do without) {_V} (?:any ?more )?{from_field}(?: any ?more| any longer| now)?{_END}"
            ),
        ),
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
                rf"|drop) {known} (?:(?:up|down|back|forward|over|out) )?(?:to(?: be| read| say)?:?"
                rf"|as:?|into|=|:|with) {_V}{_END}"
            ),
        ),
        ("set", rf"(?:make|set|put) {known} {_V}{_END}"),
        (
            "set",
            rf"(?:make|name|appoint|have) (?!another |a |an |some |one )(?P<v>[^.!?:]{{2,60}}?) (?:as "
            rf"|be )?{known}{_END}",
        ),
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
            (
                r"(?P<v>[^.!?,;:]{2,50}?) (?:is|will be|becomes|is going to be|has become|takes over as"
                r"|will take over as"
                r"|should be|is taking over as) (?:now )?(?:the |our )?(?:new )?(?P<f>project lead|lead|project leader"
                rf"|project manager|project owner)(?: now| instead| from now on| going forward)?{_END}"
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
