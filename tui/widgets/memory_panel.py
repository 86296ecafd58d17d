"""The memory panel: what holds now and since when; what is past only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..life_wording import is_life
from ..sections import sections
from ..wording import fact_kind, fact_text, printable, span

if TYPE_CHECKING:
    from ...memory.types import Fact

Group = tuple[str, str, "tuple[Fact, ...]"]
"""Heading, label (`contested`, `past` or none) and facts."""
Act = Literal["forget", "erase", "restore", "undo", "past"]
_SIGNS = {1: ("+ ", "$text-success"), -1: ("− ", "$text-error"), 0: ("· ", "$foreground 60%")}


class MemoryPanel(OptionList):
    """Facts in one list: live ones, contested ones with a question mark, past ones dimmed."""

    HELP = """
    ## Memory

    Only what is listed without `past` is ever used. `f` stops using a fact (it stays in your history),
    `e` erases it everywhere and shows the proof, `u` takes back the last change, `p` shows what is past,
    `r` lets a past fact hold again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "act('forget')", "forget", id="memory.forget"),
        Binding("e", "act('erase')", "erase", id="memory.erase"),
        Binding("u", "act('undo')", "undo", id="memory.undo"),
        Binding("p", "act('past')", "past", id="memory.past"),
        Binding("r", "act('restore')", "restore", id="memory.restore"),
        Binding("j", "cursor_down", "down", id="memory.down", show=False),
        Binding("k", "cursor_up", "up", id="memory.up", show=False),
    ]

    class Acted(Message):
        """A key asked for something; `fact` is the highlighted one, if any."""

        def __init__(self, act: Act, fact: Fact | None) -> None:
            super().__init__()
            self.act = act
            self.fact = fact

    def __init__(self) -> None:
        super().__init__(id="memory")
        self._facts: dict[str, Fact] = {}
        self.with_past = False
        self.border_title = "memory"

    def show(
        self, live: Sequence[Fact], contested: Sequence[Fact], past: Sequence[Fact], now: datetime
    ) -> None:
        """Replace the list, keeping the highlight on the same fact where it is still there."""
        kept = self.highlighted_option.id if self.highlighted_option else None
        held = {fact.fact_id for fact in contested}
        groups = [
            ("in question", "contested", tuple(contested)),
            *[(one.title, "", one.facts) for one in sections(f for f in live if f.fact_id not in held)],
            ("past", "past", tuple(past) if self.with_past else ()),
        ]
        groups = [group for group in groups if group[2]]
        self._facts = {fact.fact_id: fact for _, _, facts in groups for fact in facts}
        width = max(24, self.scrollable_content_region.width - 2)
        self.set_options(_options(groups, now, width))
        if not groups:
            empty = "Nothing is remembered yet.\nSay what you like, or what you cannot stand."
            self.add_option(Option(Content.styled(empty, "$foreground 60%"), disabled=True))
        elif kept in self._facts:
            self.highlighted = self.get_option_index(kept)
        self.border_subtitle = f"{len(live)} live" + (f", {len(past)} past" if self.with_past else "")

    @property
    def current(self) -> Fact | None:
        """The highlighted fact."""
        option = self.highlighted_option
        return self._facts.get(option.id) if option and option.id else None

    def action_act(self, act: Act) -> None:
        """Ask for `act`."""
        self.post_message(self.Acted(act, self.current))


def _options(groups: Sequence[Group], now: datetime, width: int) -> Iterator[Option]:
    """The facts of every group, under headings where there are several sorts of live facts."""
    headed = sum(label == "" for _, label, _ in groups) > 1
    for title, label, facts in groups:
        if headed:
            yield Option(Content.styled(printable(title), "bold $foreground 60%"), disabled=True)
        for fact in facts:
            yield Option(_face(fact, label, now, width, headed), id=fact.fact_id)


def _face(fact: Fact, label: str, now: datetime, width: int, headed: bool) -> Content:
    """One line, the detail at the right; two lines where both do not fit. `headed`: the heading names the sort."""
    sign = ("? ", "$text-warning") if label == "contested" else _SIGNS.get(fact.polarity, _SIGNS[0])
    style = "$foreground 60% strike" if label == "past" else ""
    head = Content.assemble(sign if label != "past" else "  ", (fact_text(fact), style))
    kind = "" if headed and not label and is_life(fact) else fact_kind(fact)
    words = " · ".join(part for part in ("" if headed else label, kind, span(fact, now)) if part)
    detail = Content.styled(words, "$foreground 60%")
    room = width - head.cell_length - detail.cell_length
    if room >= 2:
        return head + " " * room + detail
    return Content("\n").join([head, detail.truncate(width - 2, ellipsis=True).pad_left(2)])
