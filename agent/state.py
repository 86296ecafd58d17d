"""What travels through the graph. Only `dialogue` and `open_turn` are kept between turns."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from langgraph.channels.untracked_value import UntrackedValue


class TurnState(TypedDict, total=False):
    """Channels of the graph.

    `dialogue` is a dumped `DialogueState`; `open_turn` names a turn that has begun and not ended, so that the
    next one can repair after a crash. Everything else lives for one run and is never written to disk: a
    checkpoint therefore holds no user's words beyond the item ids, the wish and the question of the last turn.
    """

    dialogue: dict[str, Any]
    open_turn: str | None
    understanding: Annotated[Any, UntrackedValue]
    served: Annotated[Any, UntrackedValue]
    report: Annotated[Any, UntrackedValue]
    calls: Annotated[Any, UntrackedValue]
    results: Annotated[Any, UntrackedValue]
    draft: Annotated[Any, UntrackedValue]
    audit: Annotated[Any, UntrackedValue]
    reply: Annotated[Any, UntrackedValue]
