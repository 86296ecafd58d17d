"""`tastekeeper recommend`: a list from memory, or from titles that are named."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import HELP, History, Json, User
from .output import dump, emit, say, table

app = typer.Typer(context_settings=HELP)


@app.command()
def recommend(
    history: History = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many.")] = 10,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Recommend from memory, or from the titles given with --history (memory is then left alone)."""
    from ..tui.wording import card_facts, card_head
    from .opening import opened

    with opened(user=user) as agent:
        cards = agent.recommend(history=history or None, k=k)

    def show() -> None:
        if not cards:
            say("Nothing in the catalogue fits what is asked; loosen a wish or a limit.")
            return
        table(
            ("#", "title", "facts", "because"),
            [(card.index, card_head(card), card_facts(card), card.reason) for card in cards],
        )

    emit({"history": list(history or ()), "cards": dump(cards)}, as_json, show)
