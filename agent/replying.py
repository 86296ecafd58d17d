"""The reply object, and the dialogue state it leaves for the next turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compose.draft import Draft
from .dialogue.outcomes import report_of
from .dialogue.state import DialogueState
from .events import AuditReport, Reply
from .life.settling import without_words

if TYPE_CHECKING:
    from .context import RunContext
    from .state import TurnState

REMEMBERED_SHOWN = 100


def reply_of(state: TurnState, text: str, audit: AuditReport, context: RunContext) -> Reply:
    """Everything about the finished turn in one value."""
    draft: Draft = state["draft"]
    written = [r for _, outcome in state["results"] if (r := report_of(outcome)) is not None]
    report = state.get("report") or (written[0] if written else None)
    return Reply(
        turn_id=context.turn_id,
        session_id=context.session_id,
        text=text.strip(),
        intents=tuple(act.intent.value for act in state["understanding"].acts),
        cards=draft.cards,
        explanation=draft.explanation,
        facts=draft.facts,
        receipt=draft.receipt,
        report=report,
        audit=audit,
        served=state["served"],
        stop_reason="asked" if draft.question is not None else "done",
    )


def next_dialogue(before: DialogueState, draft: Draft, state: TurnState) -> DialogueState:
    """Lists, focus, question and wish after this turn. An erasure leaves nothing of the conversation."""
    if draft.reset:
        return DialogueState()
    acts = state["understanding"].acts
    listed = before.listed if draft.listed is None else draft.listed
    shown = dict.fromkeys((*before.shown, *(draft.listed or ())))
    focus = draft.focus if draft.focus is not None else (None if draft.listed is not None else before.focus)
    return DialogueState(
        turns=before.turns + 1,
        listed=listed,
        shown=tuple(shown)[-REMEMBERED_SHOWN:],
        focus=focus,
        pending=without_words(draft.question),
        last_intent=acts[-1].intent if acts else before.last_intent,
        wish=draft.wish or before.wish,
    )
