"""Run one decided call with the injected context; every result is a typed value to compose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from ...errors import ToolFailure, ToolRetry
from ...memory.types import ErasureReceipt, WriteReport
from ...tools.arguments import (
    AskArguments,
    AttributeValue,
    ExplainArguments,
    ForgetArguments,
    HistoryArguments,
    ItemArguments,
    RecallArguments,
    RecommendArguments,
    ReviewArguments,
    SearchArguments,
    SimilarArguments,
)
from ...tools.asking import ask_memory
from ...tools.explaining import explain
from ...tools.listing import item_info, recommend, search_catalog, similar
from ...tools.remembering import forget, history, recall
from ...tools.results import ItemList, Refused, Result
from ...tools.reviewing import review_evidence
from ..planner.acts import Act, Intent
from .calls import Call
from .selectors import facts_meant
from .state import DialogueState, WishState

if TYPE_CHECKING:
    from ...tools.context import ToolContext
    from ..services import Services

Outcome = Result | WriteReport | ErasureReceipt
Question = Literal["why", "why_not", "change"]
NOTHING_KNOWN = "nothing_known"
MOST = 20
_QUESTIONS: dict[Intent, Question] = {Intent.WHY_NOT: "why_not", Intent.COUNTERFACTUAL: "change"}


def execute(call: Call, ctx: ToolContext, dialogue: DialogueState, services: Services) -> Outcome:
    """The result of one call. A tool that cannot answer gives a `Refused` with its reason, never an exception."""
    refusal = ctx.budget.spend(call.tool)
    if refusal is not None:
        return Refused(call.tool, refusal)
    try:
        return _run(call, ctx, dialogue, services)
    except (ToolRetry, ToolFailure) as error:
        return Refused(call.tool, str(error))


def _run(call: Call, ctx: ToolContext, dialogue: DialogueState, services: Services) -> Outcome:
    match call.tool:
        case "recommend" | "similar" | "search":
            return _list(call, ctx, services.settings.list_length)
        case "item_info":
            return item_info(ctx, ItemArguments(item=call.items[0]))
        case "review_evidence":
            return review_evidence(ctx, ReviewArguments(item=call.items[0]))
        case "explain":
            return _explain(call, ctx, dialogue, services.settings.list_length)
        case "recall":
            return recall(ctx, _recall_arguments(call.act))
        case "ask_memory":
            return ask_memory(ctx, AskArguments(question=call.act.slots["text"][0]))
        case "history":
            return history(ctx, HistoryArguments())
        case "forget":
            return _forget(call, ctx)
        case "erase":
            return _erase(call, ctx, services)
        case "settle":
            return _settle(call.act, ctx, services)
        case "undo":
            return services.memory.undo(ctx.user_id)
    raise ToolFailure(f"There is no tool {call.tool!r}")


def _list(call: Call, ctx: ToolContext, length: int) -> Result:
    wish = call.wish or WishState(tool=call.tool)
    k = min(wish.count or length, MOST)
    fields = wish_fields(wish)
    if call.tool == "search":
        return search_catalog(ctx, SearchArguments(k=k if wish.count else max(k, 10), **fields))
    if call.tool == "similar" and wish.like:
        anchor, *others = wish.like
        fields["like"] = tuple(others)
        return _or_any(fields, lambda f: similar(ctx, SimilarArguments(item=anchor, k=k, **f)))
    return _or_any(fields, lambda f: recommend(ctx, RecommendArguments(k=k, **f)))


def _or_any(fields: dict[str, Any], ask: Callable[[dict[str, Any]], ItemList]) -> ItemList:
    """Ask with all values of an attribute together; where nothing has them all, ask for any of them."""
    found = ask(fields)
    if found.items or not fields["match_all"]:
        return found
    wider = ask({**fields, "match_all": ()})
    return wider if wider.items else found


def wish_fields(wish: WishState) -> dict[str, Any]:
    """The wish as the fields of `WishArguments`."""
    fields = wish.model_dump(exclude={"tool", "count", "require", "exclude"})
    fields["require"] = tuple(AttributeValue(attribute=a, value=v) for a, v in wish.require)
    fields["exclude"] = tuple(AttributeValue(attribute=a, value=v) for a, v in wish.exclude)
    return fields


def list_fields(dialogue: DialogueState) -> dict[str, Any]:
    """The wish behind the last list; empty for a search, which says nothing about taste."""
    wish = dialogue.wish
    return wish_fields(wish) if wish is not None and wish.tool != "search" else {}


def _explain(call: Call, ctx: ToolContext, dialogue: DialogueState, length: int) -> Result:
    """Explain an item in the list it was shown in: the last wish, the same length."""
    fields = list_fields(dialogue)
    k = max(len(dialogue.listed) if fields else 0, length)
    question = _QUESTIONS.get(call.intent, "why")
    return explain(ctx, ExplainArguments(item=call.items[0], question=question, k=k, **fields))


def _recall_arguments(act: Act) -> RecallArguments:
    scope = next(iter(act.slots.get("scope", ())), "everything")
    known: dict[str, Any] = {"likes": "likes", "dislikes": "dislikes", "seen": "seen"}
    return RecallArguments(scope=known.get(scope, "everything"))


def _forget(call: Call, ctx: ToolContext) -> Result:
    if named := call.act.slots.get("fact"):
        return forget(ctx, ForgetArguments(fact_ids=named[:200]))
    live = tuple(ctx.memory.facts(ctx.user_id))
    meant = facts_meant(call.act, call.items, live, ctx.catalog.schema)
    if not meant:
        return Refused("forget", NOTHING_KNOWN)
    return forget(ctx, ForgetArguments(fact_ids=tuple(fact.fact_id for fact in meant)[:200]))


def _settle(act: Act, ctx: ToolContext, services: Services) -> WriteReport:
    """Write the answer to a doubt. What is said to hold holds; what is said to have ended ends."""
    from ..life.settling import ENDED

    memory, user, message = services.memory, ctx.user_id, ctx.message_id
    (what,) = act.slots["scope"]
    picked, rest = act.slots["fact"], act.slots["rest"]
    if picked:
        reports = [memory.settle_contested(user, picked[0], keep=what != ENDED, message_id=message)]
        if what == ENDED and picked[1:]:
            reports.append(memory.forget(user, picked[1:], message_id=message, reason="done or dropped"))
    else:
        # "Neither" lets go of contradictions, and lets everything hold that was thought to have ended.
        reports = [
            memory.settle_contested(user, fact.fact_id, keep=what == ENDED, message_id=message)
            for fact in memory.contested(user)
            if fact.fact_id in rest
        ]
    entries = tuple(entry for report in reports for entry in report.entries)
    return reports[-1].model_copy(update={"entries": entries})


def _erase(call: Call, ctx: ToolContext, services: Services) -> Outcome:
    """Erase what the act names, closed facts included, or everything when it names nothing."""
    schema = services.schema
    if named := call.act.slots.get("fact"):
        receipt = services.memory.erase(ctx.user_id, fact_ids=named, stores=(services.sessions,))
        services.erased(ctx.user_id)
        return receipt
    values = [name for name in call.act.slots if name in (*schema.names(), "person", "item")]
    memory, stores = services.memory, (services.sessions,)
    if not values:
        receipt = memory.erase(ctx.user_id, everything=True, stores=stores)
        services.erased(ctx.user_id)
        return receipt
    past = [f for line in memory.history(ctx.user_id, limit=10_000) for f in (line.before, line.after) if f]
    every = {
        fact.fact_id: fact for fact in (*past, *memory.facts(ctx.user_id), *memory.contested(ctx.user_id))
    }
    items = tuple(i for label in call.act.slots.get("item", ()) if (i := services.resolve_label(label)))
    meant = facts_meant(call.act, items, tuple(every.values()), schema)
    if not meant:
        return Refused("erase", NOTHING_KNOWN)
    receipt = memory.erase(ctx.user_id, fact_ids=[fact.fact_id for fact in meant], stores=stores)
    services.erased(ctx.user_id)
    return receipt
