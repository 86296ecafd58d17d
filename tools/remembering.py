"""The tools over memory: remember, forget, recall and history. They decide nothing that memory decides."""

from __future__ import annotations

from typing import Any

from ..errors import ToolRetry
from ..memory.reports import HistoryEntry
from ..memory.types import Claim, ClaimKind, Fact, WriteReport
from ..recommenders.search.fold import fold
from . import resolve
from .arguments import (
    AttributeValue,
    ForgetArguments,
    HistoryArguments,
    RecallArguments,
    RememberArguments,
    Statement,
)
from .context import ToolContext
from .results import Change, Past, Recalled, Written
from .taste import LIMITS

LOOKED_AT = 5_000
"""So many of the newest steps are searched for one attribute or value."""
_STANCE = {"like": 1, "dislike": -1, "neutral": 0, "retract": 0}


def remember(ctx: ToolContext, args: RememberArguments) -> Written:
    """Write what the person said in this message. Memory validates, resolves and reports."""
    claims = (*args.claims, *(_claim(ctx, statement) for statement in args.statements))
    if not claims:
        raise ToolRetry("There is nothing to remember", hint="Give at least one statement with its quote.")
    return Written("remember", ctx.memory.apply(ctx.user_id, ctx.message_id, ctx.message_text, claims))


def forget(ctx: ToolContext, args: ForgetArguments) -> Written:
    """Close facts by id, or all live ones of an attribute or value. Nothing is erased from the history."""
    live = _facts(ctx)
    if args.fact_ids:
        known = {fact.fact_id for fact in live}
        if not known.issuperset(args.fact_ids):
            known |= {fact.fact_id for fact in ctx.memory.contested(ctx.user_id)}
        missing = tuple(fact_id for fact_id in args.fact_ids if fact_id not in known)
        ids = tuple(fact_id for fact_id in args.fact_ids if fact_id in known)
    elif args.attribute is None and args.value is None:
        raise ToolRetry(
            "Nothing says what to forget", hint="Give fact_ids from recall, an attribute or a value."
        )
    else:
        ids = tuple(fact.fact_id for fact in live if _matches(ctx, fact, args.attribute, args.value))
        missing = () if ids else (" ".join(part for part in (args.attribute, args.value) if part),)
    if not ids:
        empty = WriteReport(
            user_id=ctx.user_id,
            message_id=ctx.message_id,
            profile_version=ctx.memory.profile_version(ctx.user_id),
        )
        return Written("forget", empty, missing)
    report = ctx.memory.forget(ctx.user_id, ids, message_id=ctx.message_id or None, reason=args.reason)
    return Written("forget", report, missing)


def recall(ctx: ToolContext, args: RecallArguments) -> Recalled:
    """What is remembered and holds now, by what it says; contested facts apart."""
    if args.query.strip():
        found = tuple(fact for fact, _ in ctx.memory.search(ctx.user_id, args.query, args.k))
    else:
        found = _facts(ctx)
    kept = tuple(fact for fact in found if _matches(ctx, fact, args.attribute, None))
    groups: dict[str, list[Fact]] = {}
    for fact in kept:
        groups.setdefault(_group(fact), []).append(fact)
    wanted = groups if args.scope == "everything" else {args.scope}
    parts: dict[str, Any] = {name: tuple(groups.get(name, ())[: args.k]) for name in wanted}
    if args.scope != "everything":
        return Recalled(**parts)
    contested = tuple(
        fact for fact in ctx.memory.contested(ctx.user_id) if _matches(ctx, fact, args.attribute, None)
    )
    return Recalled(**parts, contested=contested)


def history(ctx: ToolContext, args: HistoryArguments) -> Past:
    """The ledger's lines about this user, oldest first, the newest `k` of them."""
    every = args.attribute is None and args.value is None
    entries = ctx.memory.history(ctx.user_id, limit=args.k + 1 if every else LOOKED_AT)
    kept = [change for change in map(_change, entries) if _about(ctx, change, args)]
    return Past(tuple(reversed(kept[: args.k])), more=len(kept) > args.k)


def _change(entry: HistoryEntry) -> Change:
    step = entry.operation
    return Change(
        time=step.time,
        kind=str(step.kind),
        attribute=step.attribute,
        reason=step.reason,
        before=entry.before,
        after=entry.after,
        past=entry.past,
        interval=entry.interval,
    )


def _facts(ctx: ToolContext) -> tuple[Fact, ...]:
    return tuple(ctx.memory.facts(ctx.user_id))


def _group(fact: Fact) -> str:
    """Which part of `Recalled` a live fact belongs to."""
    name = fact.attribute.rsplit(".", 1)[-1]
    if name in LIMITS:
        return "limits"
    if name == "seen":
        return "seen"
    return {1: "likes", -1: "dislikes"}.get(fact.polarity, "other")


def _matches(ctx: ToolContext, fact: Fact, attribute: str | None, value: str | None) -> bool:
    """Whether a fact is of this attribute (full, short, or `person` for any role) and has this value."""
    if attribute is not None:
        short = fact.attribute.rsplit(".", 1)[-1]
        people = ("person", *ctx.catalog.schema.names("person"))
        names = {fact.attribute, short, *(("person",) if short in people else ())}
        if attribute not in names:
            return False
    if value is None:
        return True
    wanted = fold(value)
    titles = {fold(ctx.catalog.get(fact.ref).title)} if fact.ref in ctx.catalog and fact.ref else set()
    return wanted in {fact.value_norm, fold(fact.value_text), *titles}


def _about(ctx: ToolContext, change: Change, args: HistoryArguments) -> bool:
    facts = [fact for fact in (change.before, change.after) if fact is not None]
    if args.attribute is None and args.value is None:
        return True
    return any(_matches(ctx, fact, args.attribute, args.value) for fact in facts)


def _claim(ctx: ToolContext, said: Statement) -> Claim:
    """A statement as a claim with its place in the message. `ToolRetry` for a quote that is not there."""
    start = ctx.message_text.lower().find(said.quote.lower())
    if start < 0:
        raise ToolRetry(
            f"The message does not contain {said.quote[:80]!r}", hint="Quote the person's own words exactly."
        )
    schema = ctx.catalog.schema
    name = said.attribute.removeprefix(f"{schema.domain}.")
    ref: str | None = None
    number: float | None = None
    text = said.value
    if name in ("title", "seen"):
        ref = resolve.item_id(ctx, said.value)
        text = ctx.catalog.get(ref).label
    elif name in LIMITS:
        number = _number(said.value)
        text = f"{number:g}"
    else:
        _, text = resolve.value(ctx, AttributeValue(attribute=name, value=said.value))
    return Claim(
        kind=ClaimKind.RETRACT if said.stance == "retract" else ClaimKind.ASSERT,
        attribute=f"{schema.domain}.{name}",
        value_norm=fold(text),
        value_text=text,
        start=start,
        end=start + len(said.quote),
        polarity=_STANCE[said.stance],
        ref=ref,
        number=number,
        unit={"year": "year", "runtime": "min"}.get(name.split("_")[0]) if number is not None else None,
        rule="tool",
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ToolRetry(f"{text[:40]!r} is not a number", hint="Give digits only, e.g. 1990.") from None
