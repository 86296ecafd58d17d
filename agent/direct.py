"""What can be asked of the agent without a conversation: recommend, explain, react."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ..errors import ToolFailure, ToolRetry, UsageError
from ..memory.types import Claim, ClaimKind
from .events import Card, ExplanationCard

if TYPE_CHECKING:
    from ..tools.context import ToolContext
    from ..tools.results import Reviewed
    from .dialogue.state import DialogueState
    from .services import Services

Reaction = Literal["like", "dislike", "seen"]


def recommend_items(services: Services, user: str, history: Sequence[str] | None, k: int) -> tuple[Card, ...]:
    """The funnel's best `k`, from a history of titles or ids, else from the user's memory."""
    from ..tools.arguments import RecommendArguments
    from ..tools.listing import recommend
    from .compose.cards import cards_of

    services.load()
    ctx = _context(services, user, history)
    try:
        made = recommend(ctx, RecommendArguments(k=k))
    except (ToolRetry, ToolFailure) as error:
        raise UsageError(error.what, hint=error.hint) from error
    except ValueError as error:
        raise UsageError(f"Cannot recommend {k} items", hint="Ask for 1 to 50.") from error
    return cards_of(made, services.schema)


def review_item(services: Services, user: str, item: str) -> Reviewed:
    """What the attached reviews of one item, named by title or id, amount to."""
    from ..tools.arguments import ReviewArguments
    from ..tools.reviewing import review_evidence

    services.load()
    return review_evidence(_context(services, user, None), ReviewArguments(item=item_of(services, item)))


def explain_item(
    services: Services,
    user: str,
    item: str,
    kind: Literal["why", "why_not", "change"],
    history: Sequence[str] | None,
    dialogue: DialogueState | None = None,
) -> ExplanationCard:
    """One verified explanation for the list that memory, or `history`, would give now.

    An item of the last list of `dialogue` is explained within the wish of that list.
    """
    from ..tools.arguments import ExplainArguments
    from ..tools.explaining import explain
    from .compose.explaining import explanation_card
    from .dialogue.execute import list_fields

    services.load()
    ctx = _context(services, user, history)
    item_id = item_of(services, item)
    shown = dialogue is not None and item_id in dialogue.listed
    fields = list_fields(dialogue) if dialogue is not None and shown else {}
    k = len(dialogue.listed) if dialogue is not None and fields else 10
    try:
        return explanation_card(explain(ctx, ExplainArguments(item=item_id, question=kind, k=k, **fields)))
    except (ToolRetry, ToolFailure) as error:
        raise UsageError(error.what, hint=error.hint) from error


def item_of(services: Services, said: str) -> str:
    """The id behind an id or a title. Raises `UsageError` naming near titles where nothing matches."""
    found = services.resolve_label(said)
    if found is not None:
        return found
    near = [
        services.item(item_id).label
        for item_id, score in services.search.resolve_title(said, k=3)
        if score > 60
    ]
    raise UsageError(
        f"The catalogue has no {services.schema.noun} called {said[:80]!r}",
        hint=f"Did you mean {' or '.join(near)}?" if near else "Check the spelling, or search for it.",
    )


def reaction_claims(services: Services, item_id: str, reaction: Reaction) -> tuple[str, tuple[Claim, ...]]:
    """What a key press says, as words and claims: liking or disliking an item implies having seen it."""
    from ..recommenders.search.fold import fold

    services.load()
    item_id = item_of(services, item_id)
    label = services.item(item_id).label
    domain = services.schema.domain

    def claim(name: str, polarity: int) -> Claim:
        return Claim(
            kind=ClaimKind.ASSERT,
            attribute=f"{domain}.{name}",
            value_norm=fold(label),
            value_text=label,
            start=0,
            end=len(label),
            polarity=polarity,
            ref=item_id,
            rule="reaction",
        )

    if reaction == "seen":
        return label, (claim("seen", 0),)
    if reaction not in ("like", "dislike"):
        raise UsageError(f"{reaction!r} is no reaction", hint="Use like, dislike or seen.")
    return label, (claim("title", 1 if reaction == "like" else -1),)


def _context(services: Services, user: str, history: Sequence[str] | None) -> ToolContext:
    ctx = services.tool_context(user)
    if history is None:
        return ctx
    from .history_memory import HistoryMemory

    liked = [item_of(services, said) for said in history]
    labels = [services.item(item_id).label for item_id in liked]
    ctx.memory = HistoryMemory(services.schema.domain, liked, labels, services.clock)
    ctx.cache = {}
    return ctx
