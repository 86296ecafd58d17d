"""Check the answer before it is read: grounded, nothing closed, no opinion the facts do not carry."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from ..auditing import audited
from ..context import RunContext, emit
from ..dialogue.state import DialogueState
from ..events import Audited, CardsShown, NodeEntered, Reply, TextDelta
from ..replying import next_dialogue, reply_of
from ..state import TurnState


async def audit(state: TurnState, runtime: Runtime[RunContext]) -> Command[Literal["settle"]]:
    """One revision where something is amiss, else a visible note. Then, and only then, the text goes out."""
    emit(runtime, NodeEntered(name="audit"))
    context = runtime.context
    draft = state["draft"]
    text, report = audited(draft, context)
    if draft.cards:
        emit(runtime, CardsShown(cards=draft.cards))
    for piece in text.split("\n\n"):
        emit(runtime, TextDelta(text=piece + "\n\n"))
    emit(runtime, Audited(report=report, before=draft.text if report.revised else ""))
    reply: Reply = reply_of(state, text, report, context)
    runtime.stream_writer(reply)
    dialogue = next_dialogue(DialogueState.model_validate(state["dialogue"]), draft, state)
    return Command(update={"dialogue": dialogue.model_dump(mode="json"), "reply": reply}, goto="settle")
