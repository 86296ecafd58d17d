"""The tool that asks memory: exact answers from what holds, with the facts they stand on."""

from __future__ import annotations

from .arguments import AskArguments
from .context import ToolContext
from .results import MemoryAnswer


def ask_memory(ctx: ToolContext, args: AskArguments) -> MemoryAnswer:
    """Answer from the facts that hold now: things to do, appointments, sums, aims, documents, tastes."""
    answered = ctx.memory.answer(ctx.user_id, args.question, ctx.clock.now())
    used = set(answered.packed.fact_ids)
    facts = tuple(fact for fact in ctx.memory.facts(ctx.user_id) if fact.fact_id in used)
    return MemoryAnswer(answered, facts)
