"""The recommendation list and its keys: like, dislike, seen, why, what would change it, hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..wording import card_facts, card_head, printable

if TYPE_CHECKING:
    from ...agent.events import Card

Act = Literal["like", "dislike", "seen", "why", "change"]
_MARKS = {"like": ("♥ ", "$text-success"), "dislike": ("✗ ", "$text-error"), "seen": ("✓ ", "$text-accent")}


class Recommendations(OptionList):
    """Cards, best first. `title · year`, then the facts, then the reason."""

    HELP = """
    ## Recommendations

    `l` like, `d` dislike, `s` seen: remembered at once, with a report in the conversation.
    `w` or `Enter` why it is here, `c` what would take it off the list, `h` hide it from view.
    Digits jump to a place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "act('like')", "like", id="list.like"),
        Binding("d", "act('dislike')", "dislike", id="list.dislike"),
        Binding("s", "act('seen')", "seen", id="list.seen"),
        Binding("w", "act('why')", "why", id="list.why"),
        Binding("c", "act('change')", "what if", id="list.change"),
        Binding("h", "hide", "hide", id="list.hide"),
        Binding("j", "cursor_down", "down", id="list.down", show=False),
        Binding("k", "cursor_up", "up", id="list.up", show=False),
        *[Binding(str(n), f"jump({n})", f"to {n}", show=False) for n in range(1, 10)],
    ]

    class Acted(Message):
        """A key asked for something about one card."""

        def __init__(self, card: Card, act: Act) -> None:
            super().__init__()
            self.card = card
            self.act = act

    def __init__(self) -> None:
        super().__init__(id="recommendations")
        self.cards: dict[str, Card] = {}
        self._marks: dict[str, str] = {}
        self._waiting = "Ask for something to see a list here."
        self.border_title = "for you"

    def on_mount(self) -> None:
        """Start with a line that says how to begin."""
        self.show(())

    def show(self, cards: Sequence[Card]) -> None:
        """Replace the list."""
        self.cards = {card.item_id: card for card in cards}
        self._marks = {item: mark for item, mark in self._marks.items() if item in self.cards}
        self.set_options(Option(self._face(card), id=card.item_id) for card in cards)
        if cards:
            self.highlighted = 0
            self.border_subtitle = f"{len(cards)} {'item' if len(cards) == 1 else 'items'}"
        else:
            self.border_subtitle = ""
            self.add_option(Option(Content.styled(self._waiting, "$foreground 60%"), disabled=True))

    def _face(self, card: Card, open_: bool = True) -> Content:
        """Number, title, facts, reason; a compact list shows the reason of the highlighted card only."""
        mark = _MARKS.get(self._marks.get(card.item_id, ""), ("", ""))
        head = Content.assemble((f"{card.index:>2} ", "$text-accent"), mark, (card_head(card), "bold"))
        facts = Content.styled(card_facts(card), "$foreground 60%")
        reason = Content.styled(printable(card.reason), "$foreground 75% italic")
        width = max(20, self.scrollable_content_region.width - 2)
        if self.has_class("-compact"):
            lines = [Content.assemble(head, "  ", facts).truncate(width, ellipsis=True)]
            if open_ and card.reason:
                lines.append(reason.truncate(width - 3, ellipsis=True).pad_left(3))
            return Content("\n").join(lines)
        title = Content.assemble(mark, (card_head(card), "bold"))
        number = Content.styled(f"{card.index:>2} ", "$text-accent")
        parts = [line for part in (title, facts, reason) if part for line in part.wrap(width - 3)]
        return Content("\n").join([number + parts[0], *[line.pad_left(3) for line in parts[1:]]])

    def on_resize(self) -> None:
        """Wrap anew."""
        self.repaint()

    def repaint(self) -> None:
        """Draw every card again, for another width, density or highlight."""
        current = self.current
        for card in self.cards.values():
            self.replace_option_prompt(card.item_id, self._face(card, card is current))

    def on_option_list_option_highlighted(self) -> None:
        """In a compact list the highlighted card shows its reason."""
        if self.has_class("-compact"):
            self.repaint()

    @property
    def current(self) -> Card | None:
        """The highlighted card."""
        option = self.highlighted_option
        return self.cards.get(option.id) if option and option.id else None

    def mark(self, item_id: str, reaction: str) -> None:
        """Show a reaction beside the title."""
        if item_id in self.cards:
            self._marks[item_id] = reaction
            self.replace_option_prompt(item_id, self._face(self.cards[item_id]))

    def action_act(self, act: Act) -> None:
        """Ask for `act` on the highlighted card."""
        if self.current is not None:
            self.post_message(self.Acted(self.current, act))

    def action_select(self) -> None:
        """Enter asks why."""
        self.action_act("why")

    def action_hide(self) -> None:
        """Take the highlighted card out of view; nothing is remembered."""
        if (card := self.current) is None:
            return
        self.remove_option(card.item_id)
        del self.cards[card.item_id]
        if not self.cards:
            self.show(())
        else:
            self.border_subtitle = f"{len(self.cards)} items"

    def action_jump(self, number: int) -> None:
        """Highlight the card with this number."""
        for card in self.cards.values():
            if card.index == number:
                self.highlighted = self.get_option_index(card.item_id)
