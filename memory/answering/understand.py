"""From a question to what it asks for: each kind's reader looks at it, the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from . import counting, liking, naming
from .asked import Asked, AskedKind
from .domains import read_domain
from .language import said
from .measures import speaks_of_money
from .periods import read_period
from .words import plain

Known = Collection[str]


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
    if not kind or not (said("leading", words) or naming.asks_of_document(words)):
        return None
    return Asked(
        kind=AskedKind.DOCUMENT,
        text=text,
        at=at,
        document_kind=kind,
        field=naming.document_field(words, text),
        words=naming.document_words(text, words),
    )


def _done(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    """Tasks that were finished: the past of the list."""
    if not said("done", words) or said("not_done", words) or said("goal", words) or speaks_of_money(words):
        return None
    span = read_period(words, text, at)
    return Asked(kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.TODO, span=span)


def _past_events(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    """Appointments that are over: asked for by name, or by a time that has passed in the past tense."""
    if not said("calendar", words) or said("future", words) or said("which_period", words):
        return None
    if speaks_of_money(words) or counting.read_measure(words, known):
        return None
    span = read_period(words, text, at)
    over = said("past_tense", words) and (span is None or span.end <= at)
    if not over and not said("past_events", words):
        return None
    return Asked(kind=AskedKind.HISTORY, text=text, at=at, past_of=AskedKind.CALENDAR, span=span)


def _todo(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    if not said("todo", words):
        return None
    span = read_period(words, text, at, ahead=True)
    return Asked(kind=AskedKind.TODO, text=text, at=at, span=span)


def _calendar(words: str, text: str, at: datetime, known: Known) -> Asked | None:
    if not said("calendar", words):
        return None
    span = read_period(words, text, at, ahead=True)
    return Asked(kind=AskedKind.CALENDAR, text=text, at=at, span=span, words=naming.event_words(words))


def _lookup(words: str, text: str, at: datetime, known: Known) -> Asked:
    if said("everything", words):
        return Asked(kind=AskedKind.LOOKUP, text=text, at=at, polarity=0)
    check = said("taste_check", words)
    return Asked(
        kind=AskedKind.LOOKUP,
        text=text,
        at=at,
        polarity=0,
        domain=read_domain(words, known),
        words=(check["what"] if check else naming.lookup_words(words)) or words or "?",
    )


_Reader = Callable[[str, str, datetime, Known], Asked | None]
_READERS: tuple[_Reader, ...] = (
    _document,
    _done,
    _past_events,
    liking.past,
    counting.best_period,
    counting.period_count,
    counting.goal,
    _todo,
    counting.total,
    liking.tastes,
    _calendar,
)
