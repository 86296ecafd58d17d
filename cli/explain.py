"""`tastekeeper explain`: why an item is recommended, why not, or what would change it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ..tui.wording import unit_label
from .options import HELP, History, Json, User
from .output import dump, emit, say, table

if TYPE_CHECKING:
    from ..agent.events import ExplanationCard

app = typer.Typer(context_settings=HELP)


class Kind(StrEnum):
    """The three questions."""

    WHY = "why"
    WHY_NOT = "why_not"
    CHANGE = "change"


@app.command()
def explain(
    title: Annotated[str, typer.Argument(help='A title or id, e.g. "Heat (1995)".')],
    kind: Annotated[Kind, typer.Option("--kind", "-k", help="The question.")] = Kind.WHY,
    history: History = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Say why an item is recommended, why not, or what would change it; every answer is re-scored."""
    from .opening import opened

    with opened(user=user) as agent:
        card = agent.explain(title, kind=kind.value, history=history or None)
    emit(dump(card), as_json, lambda: show(card))


def show(card: ExplanationCard) -> None:
    """Print an explanation for a person."""
    heads = {"why": "Why", "why_not": "Why not", "change": "What would change"}
    say(f"{heads[card.kind]} {card.label}", "bold")
    if card.reason:
        say(card.reason)
    if card.influences:
        rows = [
            (
                unit_label(unit.label),
                unit.rank_with,
                unit.rank_without or "off the list",
                f"{unit.score_change:+.3f}",
            )
            for unit in card.influences
        ]
        table(("leans on", "place", "without it", "score"), rows)
    if card.change:
        say(f"take away: {', '.join(map(unit_label, card.change))}")
    if card.before and card.before == card.after:
        say(f"the list: {', '.join(card.before)}", "dim")
    elif card.before or card.after:
        say(f"before: {', '.join(card.before)}", "dim")
        say(f"after:  {', '.join(card.after)}", "dim")
    state = "re-scored and verified" if card.verified else "not verified"
    say(f"{state} · {card.queries} re-scorings · {card.seconds:.2f} s", "dim")
