"""The expressions that name days: patterns over plain text, each with its meaning."""

from __future__ import annotations

import re
from functools import cache

from . import meanings as mean
from .meanings import Meaning
from .tables import any_of, names

Rule = tuple[re.Pattern[str], Meaning]

_PART = r"(?:,? (?:in the |first thing in the )?(?P<part>morning|afternoon|evening|night|lunchtime))?"
_WHICH = r"(?:this past|this coming|this|next|coming|following|last|past)"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule. Where several match at one place, the longest match wins."""
    rules = [*_by_name(), *_by_weekday(), *_by_number(), *_by_count()]
    return tuple((re.compile(rf"(?<![\w'/.])(?:{pattern})(?![\w/])"), meaning) for pattern, meaning in rules)


def _by_name() -> list[tuple[str, Meaning]]:
    plain = (
        r"(?:the )?day after tomorrow|(?:the )?day before yesterday|last night|last evening"
        r"|today|tonight|tomorrow|yesterday"
    )
    return [
        (rf"(?P<word>{plain}){_PART}", mean.named),
        (r"(?P<word>this|earlier this|later this) (?P<part>morning|afternoon|evening|lunchtime)", mean.named),
        (rf"(?P<feast>{any_of(names().feasts)})", mean.feast),
        (
            (
                r"(?:at |over |on |for )?(?P<which>this|next|last|the following|the coming) (?P<unit>weekend"
                r"|week|month|year)"
            ),
            mean.span,
        ),
        (r"(?:at |over |on |for )?(?P<which>the) (?P<unit>weekend)", mean.span),
        (r"(?:the )?end of (?:the |this )?(?P<which>next )?(?P<unit>week|month)", mean.ending),
        (rf"(?:in |early in |late in |sometime in |mid-)(?P<month>{any_of(names().months)})", mean.month),
    ]


def _by_weekday() -> list[tuple[str, Meaning]]:
    clear = any_of(word for word in names().weekdays if word not in names().shy)
    shy = any_of(word for word in names().weekdays if word in names().shy)
    after = r"(?P<week> week(?!'))?(?: (?P<after>(?:of )?next week))?"
    return [
        (
            rf"(?:(?P<which>{_WHICH}) |(?P<from>a week (?:on|from) )|the )?(?P<day>{clear}){after}{_PART}(?!')",
            mean.weekday,
        ),
        (rf"(?P<which>{_WHICH}) (?P<day>{shy}){_PART}", mean.weekday),
        (rf"(?<=\bon )(?P<day>{shy}){_PART}", mean.weekday),
        (rf"(?P<day>{shy})(?= (?:at )?\d{{1,2}}(?:[:.]\d\d| (?:am|pm)))", mean.weekday),
    ]


def _by_number() -> list[tuple[str, Meaning]]:
    ordinal = any_of(names().ordinals)
    number = rf"(?P<number>\d{{1,2}}(?: ?(?:st|nd|rd|th))?|{ordinal})"
    month = rf"(?P<month>{any_of(names().months)})"
    nth = rf"(?P<number>\d{{1,2}} ?(?:st|nd|rd|th)|{ordinal})"
    follows = r"(?= (?:at|in|and|but|instead|because|so|if|with|from|now|please|works|then)\b|[.,!?;:)]|$|\n)"
    return [
        (rf"(?:the )?{number}(?: of)? {month}\.?(?:,? (?P<year>20\d\d))?{_PART}", mean.month_day),
        (
            rf"{month}\.? (?:the )?{number}(?!:\d| (?:am|pm|people|%))(?:,? (?P<year>20\d\d))?{_PART}",
            mean.month_day,
        ),
        (rf"the {nth}(?: of (?P<month>this month|next month|the month))?{follows}", mean.day_of_month),
        (rf"(?<=\bon ){nth}{follows}", mean.day_of_month),
        (r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})", mean.iso),
        (r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:20)?\d\d)(?!\d)", mean.slashed),
        (
            r"(?:(?<=\bon )|(?<=\bfor )|(?<=\bto )|(?<=\bby )|(?<=\buntil )|(?<=\bthe ))(?P<a>\d{1,2})/(?P<b>\d{1,2})",
            mean.slashed,
        ),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?= at | \d{1,2}[:.]\d\d| \d{1,2} ?[ap]m)", mean.slashed),
        (r"(?<=\bon the )(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.?(?!\d)", mean.slashed),
    ]


def _by_count() -> list[tuple[str, Meaning]]:
    count = rf"(?P<n>\d{{1,3}}|{any_of(names().counts)})"
    origin = rf"now|today|tomorrow|{any_of(names().weekdays)}"
    return [
        (rf"in (?:about |around |exactly |just )?{count} {_UNIT}(?:'s? time| time)?", mean.counted),
        (
            rf"{count} {_UNIT} (?:(?P<ago>ago|back|earlier)|(?:from|after) (?P<origin>{origin})(?! on\b))",
            mean.counted,
        ),
    ]
