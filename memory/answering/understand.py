"""From a question to what it asks for: cues vote in a fixed order, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import datetime

from . import cues, domains, measures, naming
from .asked import Asked, AskedKind, Each, Span, Statistic, Threshold
from .periods import read_period
from .words import plain

Known = Collection[str]
_FUTURE = re.compile(r"\b(?:next|coming|following|upcoming|tomorrow|tonight|ahead|rest of)\b")


def understand_question(text: str, at: datetime, known: Known = ()) -> Asked:
    """What `text`, asked at `at` (timezone-aware), wants from memory.

    `known` are attributes the user has facts of: domains of taste, kinds of spending and of activity that
    are not in everybody's vocabulary are read by their names. Whatever is no kind of its own becomes a
    `LOOKUP`, which searches. Never raises for any text.
    """
    words = plain(text)
    for reader in _READERS:
        asked = reader(words, text, at, known)
        if asked is not None:
            return asked
    return _lookup(words, text, at, known)


def _document(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    kind = naming.document_kind(words)
    name = naming.quoted(text)
    if not kind or not (cues.LEADING.search(words) or naming.asks_of_document(words)):
        return None
    if cues.TODO.search(words[:40]) and not name and not cues.LEADING.search(words):
        return None
    return Asked(
        kind=AskedKind.DOCUMENT,
        text=text,
        at=at,
        document_kind=kind,
        field=naming.document_field(words, text),
        words=naming.document_words(text, words),
    )


def _past(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    done = cues.DONE.search(words) and not cues.NOT_DONE.search(words)
    if done and not cues.GOAL.search(words) and not measures.read_measure(words, known):
        return Asked(
            kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.TODO, span=_back(words, text, at)
        )
    if cues.CALENDAR.search(words) and not _FUTURE.search(words):
        span = _back(words, text, at)
        gone = re.search(
            r"\b(?:past|previous|earlier|old) (?:events?|appointments?|meetings?)\b|\bdid i\b|\bwas\b|\bwere\b|\bhad i\b",
            words,
        )
        over = span is not None and span.end <= at
        if not cues.WHICH_PERIOD.search(words) and not measures.speaks_of_money(words) and (over or gone):
            return Asked(kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.CALENDAR, span=span)
    if not cues.PAST.search(words):
        return None
    if cues.GOAL.search(words):
        measure = measures.read_measure(words, known)
        return Asked(kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.GOAL, measure=measure)
    if measures.read_measure(words, known) and re.search(r"\bhow (?:much|many)\b", words):
        return None
    return _tastes_of(words, text, at, known, AskedKind.HISTORY)


def _back(words: str, text: str, at: datetime) -> Span | None:
    return read_period(words, text, at)


def _best_period(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    measure = measures.read_measure(words, known)
    most, least = cues.MOST.search(words), cues.LEAST.search(words)
    which = cues.WHICH_PERIOD.search(words)
    if not measure or not (most or least) or not (which or cues.WHEN_MOST.search(words)):
        return None
    if cues.PERIODS.search(words) or (which is None and cues.HOW_OFTEN.search(words)):
        return None
    return Asked(
        kind=AskedKind.BEST_PERIOD,
        text=text,
        at=at,
        measure=measure,
        statistic="least" if least and not most else "most",
        each=_each(which.group("each")) if which else "day",
        span=_back(words, text, at),
    )


def _each(word: str) -> Each:
    return "week" if word == "week" else "month" if word == "month" else "day"


def _period_count(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    counted = cues.PERIODS.search(words)
    often = cues.HOW_OFTEN.search(words)
    measure = measures.read_measure(words, known)
    limit = _threshold(words, text)
    aims = cues.GOAL.search(words) is not None
    if not (counted or often) or not (aims or (limit and measure)):
        return None
    if often and not counted and not (cues.REACH.search(words) or cues.MISS.search(words)):
        return None
    return Asked(
        kind=AskedKind.PERIOD_COUNT,
        text=text,
        at=at,
        measure=measure,
        each=_each(counted.group("each")) if counted else None,
        met=not cues.MISS.search(words),
        threshold=None if aims else limit,
        span=_back(words, text, at),
    )


_LIMIT = re.compile(
    r"\b(?P<how>more than|over|above|at least|exceed(?:ed|ing)?|less than|fewer than|under|below|at most|up to)"
    r"\s+\$?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<k>k\b)?"
)


def _threshold(words: str, text: str) -> Threshold | None:
    match = _LIMIT.search(text.casefold())
    if match is None:
        return None
    value = float(match["number"].replace(",", "")) * (1000 if match["k"] else 1)
    above = match["how"].startswith(("more", "over", "above", "at least", "exceed"))
    return Threshold(value=value, above=above)


def _goal(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    if not cues.GOAL.search(words):
        return None
    measure = measures.read_measure(words, known)
    generic = re.search(r"\b(?:goals?|targets?|budgets?)\b", words)
    if not measure and not generic and not re.search(r"\b(?:on track|limits?|enough)\b", words):
        return None
    if measure == "spending.*" and not re.search(r"\b(?:spen\w+|money|budgets?|overspen\w+)\b", words):
        measure = ""
    return Asked(kind=AskedKind.GOAL, text=text, at=at, measure=measure, span=_back(words, text, at))


def _total(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    measure = measures.read_measure(words, known)
    if not measure or not cues.TOTAL.search(words):
        return None
    statistic: Statistic = "sum"
    if cues.TALLY.search(words) and not cues.MEAN.search(words):
        statistic = "count"
    elif cues.MEAN.search(words):
        statistic = "mean"
    elif cues.MOST.search(words) or cues.LEAST.search(words):
        statistic = "most" if cues.MOST.search(words) else "least"
    each: Each | None = None
    if statistic == "mean":
        each = "week" if re.search(r"\b(?:per|a|each|every) week\b|\bweekly\b", words) else "day"
        each = "month" if re.search(r"\b(?:per|a|each|every) month\b|\bmonthly\b", words) else each
    return Asked(
        kind=AskedKind.TOTAL,
        text=text,
        at=at,
        measure=measure,
        statistic=statistic,
        each=each,
        span=_back(words, text, at),
    )


def _todo(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    if not cues.TODO.search(words):
        return None
    span = read_period(words, text, at, ahead=True)
    return Asked(kind=AskedKind.TODO, text=text, at=at, span=span)


def _calendar(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    if not cues.CALENDAR.search(words):
        return None
    span = read_period(words, text, at, ahead=True)
    name = naming.event_words(words)
    return Asked(kind=AskedKind.CALENDAR, text=text, at=at, span=span, words=name)


def _tastes(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    recommending = cues.RECOMMEND.search(words) is not None
    if not recommending and not cues.LIKING.search(words):
        return None
    check = cues.TASTE_CHECK.search(words)
    if check and not recommending and not naming.open_ended(check["what"]):
        return _lookup(words, text, at, known).model_copy(update={"words": check["what"], "polarity": 0})
    domain = domains.read_domain(words, known)
    if recommending and not domain and not re.search(r"\b(?:recommend\w*|suggest\w*|surprise)\b", words):
        return None
    return _tastes_of(words, text, at, known, AskedKind.TASTES, recommending=recommending)


def _tastes_of(
    words: str, text: str, at: datetime, known: Known, kind: AskedKind, *, recommending: bool = False
) -> Asked:
    domain = domains.read_domain(words, known)
    slots = domains.read_slots(words, domain, known)
    if recommending and not _names_taste(words):
        # "what kind of film should I watch" asks for a film; "a film in genres I like" for that slot.
        slots = tuple(slot for slot in slots if _tied(words, slot))
    polarity = 1
    if cues.BOTH.search(words) and not recommending:
        polarity = 0
    elif cues.DISLIKING.search(words) and not recommending:
        polarity = -1
    return Asked(
        kind=kind,
        text=text,
        at=at,
        domain=domain,
        slots=slots,
        polarity=0
        if kind is AskedKind.HISTORY and polarity == 1 and not cues.LIKING.search(words)
        else polarity,
        recommending=recommending,
        past_of=AskedKind.TASTES if kind is AskedKind.HISTORY else None,
    )


_TASTE = re.compile(
    r"\b(?:i|id) (?:\w+ )?(?:like|love|enjoy|prefer|am into|favou?r)\b|\bmy (?:\w+ )*(?:taste|tastes|preferred|favourite|favourites|preference|preferences|interests)\b"
    r"|\b(?:preferred|favourite|interested in|im into|match(?:es|ing)?|fits?|suits?|based on|according to|accordance|keeping with|by)\b"
)


def _names_taste(words: str) -> bool:
    return _TASTE.search(words) is not None


def _tied(words: str, slot: str) -> bool:
    """Whether a slot is named by its own noun, as opposed to `kind` or `type` alone."""
    return slot not in ("genre", "destination_type") or bool(
        re.search(r"\b(?:genres?|styles?|destination types?)\b", words)
    )


def _lookup(words: str, text: str, at: datetime, known: Known) -> Asked:
    if cues.EVERYTHING.search(words):
        return Asked(kind=AskedKind.LOOKUP, text=text, at=at, polarity=0)
    return Asked(
        kind=AskedKind.LOOKUP,
        text=text,
        at=at,
        polarity=0,
        domain=domains.read_domain(words, known),
        words=naming.lookup_words(words) or words,
    )


_Reader = Callable[[str, str, datetime, Known], Asked | None]
_READERS: tuple[_Reader, ...] = (
    _document,
    _past,
    _best_period,
    _period_count,
    _goal,
    _todo,
    _total,
    _tastes,
    _calendar,
)
