"""The attributes memory knows without being told: what each holds, and what a new value does to the old.

Tastes carry polarity and any number of values; a catalogue may bring domains and attributes of its own. What
happens (spending, activity, appointments) is typed events; what is to be done is a list; what is aimed at is
one number for each measure; what is being written is fields of a document, which is the fact's `subject`.
"""

from __future__ import annotations

from collections.abc import Mapping

TASTES: Mapping[str, tuple[str, ...]] = {
    "movies": ("genre", "director", "writer", "actor", "title", "decade", "topic", "country", "language"),
    "books": ("genre", "author", "topic", "title", "decade", "language"),
    "music": ("genre", "artist", "title", "decade", "mood"),
    "travel": ("destination_type", "region", "climate", "place", "activity"),
}
"""Domains that are talked about everywhere, and what is liked or disliked in them. `movies.genre` is one attribute."""

TODO = "todo.task"
"""Things to do; a list, its entries are completed or dropped."""

CALENDAR = "calendar.event"
"""Appointments. `happens_at` is the moment (midnight where no time was said); `expires_at` is the end of its day."""

SPENDING = "spending"
"""`spending.coffee`, `spending.lunch`, ...: money spent; `number` the amount, `unit` the currency sign."""

ACTIVITY = "activity"
"""`activity.steps`, `activity.sleep`, ...: something done and counted; `number` how much, `unit` of what."""

GOAL = "goal"
"""`goal.spending.coffee`, `goal.activity.steps`: one number for each measure. `unit` says of what and how often
(`$/week`, `steps/day`); polarity -1 is a ceiling (spend at most), +1 a floor (walk at least)."""

DOCUMENT = "document"
"""`document.title`, `document.budget`, `document.objectives`, ...; the subject is `document:<kind>:<title norm>`."""

DOCUMENT_KINDS = ("project_proposal", "email", "meeting_notes", "social_media_post", "document")
DOCUMENT_SCALARS = (
    "title", "kind", "description", "budget", "timeline", "lead", "purpose", "call_to_action", "platform",
    "content_type", "main_message", "date", "subject_line", "tone", "deadline", "location", "target_audience",
    "length", "sign_off", "greeting", "image", "link",
)  # fmt: skip
"""Fields with one value; every other field of a document is a list of elements, but for `DOCUMENT_PROSE`."""

DOCUMENT_PROSE = frozenset(
    """analysis assessment strategy plan overview summary statement methodology approach rationale impact scope vision
    mission context conclusion justification proposition narrative background philosophy introduction""".split()
)
"""Last words of fields that are told in one piece (`market_analysis`), however many sentences it takes."""


FOOD = (
    "breakfast", "lunch", "dinner", "coffee", "grocery", "brunch", "meal", "snack", "takeaway", "drinks", "eating_out",
)  # fmt: skip
"""The kinds of spending that `food` adds up, along with any other kind of meal or drink."""


def is_document_scalar(field: str) -> bool:
    """Whether a field of a document holds one value rather than a list of elements."""
    return field in DOCUMENT_SCALARS or field.rpartition("_")[2] in DOCUMENT_PROSE
