"""A decision: which tool, with what, because of which act."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from ..planner.acts import Act, Intent, Question
from .state import WishState


class Call(BaseModel):
    """One tool call, or one thing to say without a tool (`tool` = "say").

    `items` are catalogue ids, `missing` words that point at nothing, `question` what is asked instead,
    `confirmed` whether an irreversible call was agreed to, `origin` items a relative wish starts from.
    """

    model_config = ConfigDict(frozen=True)

    tool: str
    act: Act
    wish: WishState | None = None
    items: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    question: Question | None = None
    confirmed: bool = False
    note: str = ""

    @property
    def intent(self) -> Intent:
        """The act's intent."""
        return self.act.intent

    def arguments(self) -> dict[str, object]:
        """What is worth showing of the call."""
        shown: dict[str, object] = {}
        if self.wish:
            shown.update(
                self.wish.model_dump(mode="json", exclude_defaults=True, exclude={"tool", "exclude_items"})
            )
        if self.items:
            shown["items"] = list(self.items)
        if self.act.slots and not self.wish:
            shown.update({name: list(values) for name, values in self.act.slots.items()})
        return shown
