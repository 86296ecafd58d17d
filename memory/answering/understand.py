"""From a question to what it asks for: each kind's reader looks at it, the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from . import counting, liking, naming
from .asked import Asked, AskedKind
from .days import day_of
from .measures import speaks_of_money
from .question import Question


def understand_question(text: str, at: datetime, known: Collection[str] = ()) -> Asked:
    """What `text`, asked at `at`, wants from memory. A naive `at` is taken as UTC.

    `known` are attributes the user has facts of: domains of taste, kinds of spending and of activity that
    are not in everybody's vocabulary are read by their names. Whatever is no kind of its own becomes a
    `LOOKUP`, which searches. Never raises for any text.
    """
    question = Question(text, at if at.tzinfo is not None else at.replace(tzinfo=UTC), known)
    for reader in _READERS:
        asked = reader(question)
        if asked is not None:
            return asked
    return _lookup(question)


def _document(question: Question) -> Asked | None:
    kind = naming.document_kind(question.words)
    if not kind or not (question.says("leading") or naming.asks_of_document(question.words)):
        return None
    return question.asks(
        AskedKind.DOCUMENT,
        document_kind=kind,
        field=naming.document_field(question.words, question.text),
        words=naming.document_words(question.text, question.words),
    )


def _done(question: Question) -> Asked | None:
    """Tasks that were finished: the past of the list."""
    if not question.says("done") or question.says("not_done") or question.says("goal"):
        return None
    if speaks_of_money(question.words) or (question.measure and question.says("how_much")):
        return None
    return question.asks(AskedKind.HISTORY, past_of=AskedKind.TODO, span=question.period())


def _past_events(question: Question) -> Asked | None:
    """Appointments that are over: asked for by name, or by a time that has passed in the past tense."""
    if not question.says("calendar") or question.says("future") or question.says("which_period"):
        return None
    if speaks_of_money(question.words) or question.measure:
        return None
    span = question.period()
    over = question.says("past_tense") and (span is None or span.start < day_of(question.at))
    if not over and not question.says("past_events"):
        return None
    return question.asks(AskedKind.HISTORY, past_of=AskedKind.CALENDAR, span=span)


def _todo(question: Question) -> Asked | None:
    if not question.says("todo"):
        return None
    return question.asks(AskedKind.TODO, span=question.period(ahead=True))


def _calendar(question: Question) -> Asked | None:
    if not question.says("calendar"):
        return None
    words = naming.event_words(question.words)
    return question.asks(AskedKind.CALENDAR, span=question.period(ahead=True), words=words)


def _lookup(question: Question) -> Asked:
    if question.says("everything"):
        return question.asks(AskedKind.LOOKUP, polarity=0)
    check = question.says("taste_check")
    words = check["what"] if check else naming.lookup_words(question.words)
    return question.asks(
        AskedKind.LOOKUP,
        polarity=0,
        domain=question.domain,
        words=words or question.words or question.text or "?",
    )


_READERS: tuple[Callable[[Question], Asked | None], ...] = (
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
