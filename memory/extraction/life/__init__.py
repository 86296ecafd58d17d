"""What people tell of their lives: tastes in any domain, things to do, appointments, sums, aims, documents.

No catalogue is needed: values are what the words say. The film grammar beside it knows a catalogue's names.
"""

from __future__ import annotations

from .heard import LifeReader

__all__ = ["readers"]


def readers() -> tuple[LifeReader, ...]:
    """Every reader, in the order in which they read a message: what one has read, later ones leave alone.

    Documents come first: an objective told to a proposal is neither a goal nor a task. A goal comes before what
    was done towards it, an appointment before the task of keeping it.
    """
    from .calendar import read_calendar
    from .documents import read_documents
    from .events import read_events
    from .goals import read_goals
    from .tastes import read_tastes
    from .todos import read_todos

    return (read_documents, read_goals, read_events, read_calendar, read_todos, read_tastes)
