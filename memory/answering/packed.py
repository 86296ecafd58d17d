"""What an answer may lean on: lines with their fact ids, and numbers computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ..types import Frozen
from .asked import Asked, AskedKind

LineKind = Literal["like", "constraint", "note", "task", "event", "field", "goal", "record"]


class ContextLine(Frozen):
    """One fact that holds. `kind` is `constraint` for a dislike: it limits suggestions and is none itself.

    `text` says value, since when, and the fact id; `since` is the start of its validity. `attribute` and
    `about` (a document's kind and current name) tell where it belongs; `moment` is when the thing takes
    place, where it does.
    """

    fact_id: str
    text: str
    value: str
    since: datetime
    kind: LineKind
    attribute: str = ""
    about: str = ""
    number: float | None = None
    unit: str | None = None
    moment: datetime | None = None


class PastLine(Frozen):
    """One fact that no longer holds, labelled `PAST`, with the time it held in ISO dates."""

    fact_id: str
    text: str
    value: str
    interval: str


class Figure(Frozen):
    """A computed number. `name` says what: `total`, `mean`, `count`, `goal`, `actual`, `best`, `met`, `missed`.

    `unit` is a currency sign or a plural noun (`steps`), with `/week` where it is a rate. `label` names the
    period or the thing. `count` is the number of records behind it and `fact_ids` these records.
    `verdict` of an `actual` is `met`, `missed` or "" where there is nothing to compare.
    """

    name: Literal["total", "mean", "count", "goal", "actual", "best", "met", "missed"]
    value: float
    unit: str = ""
    measure: str = ""
    label: str = ""
    start: datetime | None = None
    end: datetime | None = None
    count: int = 0
    fact_ids: tuple[str, ...] = ()
    verdict: Literal["met", "missed", ""] = ""
    ceiling: bool = False


class Packed(Frozen):
    """The whole context of an answer. `lines` and `figures` hold only what is valid at `at`.

    `past` is filled for questions about the past alone, and then `lines` and `figures` are empty.
    `candidates` are names to choose from where the question fits several documents; `note` says what was
    left out and why.
    """

    user_id: str
    at: datetime
    kind: AskedKind
    lines: tuple[ContextLine, ...] = ()
    figures: tuple[Figure, ...] = ()
    past: tuple[PastLine, ...] = ()
    candidates: tuple[str, ...] = ()
    note: str = ""

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Every fact the context stands on, each once, in order. The past is not among them."""
        ids = [line.fact_id for line in self.lines]
        ids += [fact_id for figure in self.figures for fact_id in figure.fact_ids]
        return tuple(dict.fromkeys(ids))

    @property
    def text(self) -> str:
        """The context as a model reads it: one line a fact or number, dislikes apart under their own head."""
        from .phrasing import figure_line

        plain = [line.text for line in self.lines if line.kind != "constraint"]
        barred = [line.text for line in self.lines if line.kind == "constraint"]
        parts = [*plain, *(figure_line(figure) for figure in self.figures)]
        if barred:
            parts += ["Never suggest:", *barred]
        return "\n".join([*parts, *(line.text for line in self.past)])


class Answered(Frozen):
    """An answer with what it stands on. `rendered_by` is `template` or the model's name, `why` tells why a
    model's words were not used."""

    text: str
    asked: Asked
    packed: Packed
    rendered_by: str = "template"
    why: str = ""
