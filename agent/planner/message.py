"""The whole path from a message to its understanding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ...memory.extraction import Kind, Reading, claims_of, read
from ...memory.extraction.reader import cue_hits
from ...memory.extraction.reader import grammar as statement_grammar
from ...memory.extraction.skeleton import Speller
from ...memory.extraction.spelling import cue_speller
from ...memory.types import Claim
from .acts import Act, DialogueContext, Intent, Understanding
from .answered import claims_of_act, filled
from .choose import choose
from .combine import Draft, combine
from .doubts import doubts
from .families import FINDING, Surroundings, build
from .names import NamingLinker
from .pending import Answer, answer, with_items
from .places import resolver, settle_places
from .reach import laughed, pictured
from .reclaimed import reclaimed
from .requests import Request, requests_of
from .requests import grammar as request_grammar
from .slots import slang
from .stating import acts_of

if TYPE_CHECKING:
    from ...recommenders.search.lexicon import Lexicon

_EMPTY = Understanding(acts=(Act(intent=Intent.UNKNOWN),))
_CUE_INTENTS = {
    "like": Intent.LIKE,
    "dislike": Intent.DISLIKE,
    "seen": Intent.SEEN,
    "retract": Intent.RETRACT,
}


@lru_cache(maxsize=4)
def _tools(lexicon: Lexicon) -> tuple[NamingLinker, Speller]:
    linker = NamingLinker(lexicon)
    mend, short = cue_speller(linker, statement_grammar(), request_grammar()), slang()
    return linker, lambda word: short.get(word) or mend(word)


def understand(text: str, context: DialogueContext, lexicon: Lexicon) -> Understanding:
    """Read a message in its context: acts in order, the claims of its statements, a question when unclear.

    Never raises for any text; a message that says nothing the product can do is one `unknown` act. Only the
    first 4,000 characters are read. Deterministic.
    """
    plain = "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)
    if not plain.strip():
        return _EMPTY
    linker, speller = _tools(lexicon)
    prefer = (*context.listed, *((context.focus,) if context.focus else ()))
    options = context.pending.options if context.pending else ()
    reading = read(plain, linker, lexicon.schema, (*prefer, *options), speller)
    if (reply := answer(plain, reading.skeleton, context, lexicon)) is not None:
        return _answered(reply, plain, context, lexicon)
    if context.pending and not reading.statements:
        act = filled(context.pending, reading, lexicon)
        if act is not None:
            return Understanding(acts=(act,), claims=claims_of_act(act, lexicon))
    reading = reclaimed(reading, context)
    return _understood(reading, requests_of(reading.clauses), context, lexicon)


def _understood(
    reading: Reading, requests: list[Request], context: DialogueContext, lexicon: Lexicon
) -> Understanding:
    mentions = reading.skeleton.mentions
    reading = _without_unseen(reading, requests)
    around = Surroundings(mentions, lexicon.schema, context, reading.skeleton.text)
    drafts = [Draft(act, stated=True) for statement in reading.statements for act in acts_of(statement)]
    drafts += [_draft(request, around) for request in requests]
    drafts.sort(key=lambda draft: draft.act.start)
    acts = tuple(settle_places(act, context) for act in combine(drafts, asked=context.pending is not None))
    acts = acts or (Act(intent=Intent.UNKNOWN, start=0, end=len(reading.skeleton.text)),)
    claims = _each_once(claims_of(reading, lexicon.schema, context.now, resolver(context, lexicon)))
    question = doubts(acts, mentions, context, lexicon, lexicon.schema)
    unresolved = tuple(dict.fromkeys(mention.text for mention in mentions if mention.kind == "unknown"))
    return Understanding(acts=acts, claims=claims, question=question, unresolved=unresolved)


def _without_unseen(reading: Reading, requests: list[Request]) -> Reading:
    """ "I haven't seen Heat" takes something back only when it is all that is said."""
    if not requests and all(statement.kind is Kind.UNSEEN for statement in reading.statements):
        return reading
    clauses = tuple(
        replace(read, statements=tuple(s for s in read.statements if s.kind is not Kind.UNSEEN))
        for read in reading.clauses
    )
    return replace(reading, clauses=clauses)


def _draft(request: Request, around: Surroundings) -> Draft:
    """The act of one clause, with what combining needs."""
    intent = choose(request, around.mentions, around.context)
    if intent in FINDING and pictured(around.text[request.start : request.end]):
        intent = Intent.UNKNOWN
    idle = around.context.pending is None and not any(word.mention is not None for word in request.words)
    if intent in (Intent.AFFIRM, Intent.REFINE) and idle and laughed(around.text):
        intent = None
    names = _unknown_names(request, around)
    if names and intent in (None, Intent.RECOMMEND, Intent.UNKNOWN) and (stated := _stated(request)):
        return Draft(_act(stated, request, {"text": names}), stated=True)
    if intent is None:
        return Draft(_act(Intent.UNKNOWN, request, {}), request.lead, request.hard, request.text)
    act = build(intent, request, around)
    if names and "item" not in act.slots and intent not in (Intent.UNKNOWN,):
        slots = {
            name: values for name, values in act.slots.items() if not (name == "ref" and values == ("it",))
        }
        act = act.model_copy(update={"slots": {**slots, "text": names}})
    if intent is Intent.UNKNOWN:
        return Draft(act, request.lead, request.hard)
    fragment = intent in (Intent.REFINE, Intent.RECOMMEND) and bool(request.lead or not request.hard)
    return Draft(act, request.lead, request.hard, request.text, fragment=fragment)


def _unknown_names(request: Request, around: Surroundings) -> tuple[str, ...]:
    found = (around.mentions[word.mention] for word in request.words if word.mention is not None)
    return tuple(mention.text for mention in found if mention.kind == "unknown")


def _stated(request: Request) -> Intent | None:
    """The statement that a clause would make if the name in it were known."""
    hits = cue_hits(request.text)
    return _CUE_INTENTS.get(hits[0].name) if hits else None


def _act(intent: Intent, request: Request, slots: dict[str, tuple[str, ...]]) -> Act:
    return Act(intent=intent, slots=slots, start=request.start, end=request.end)


def _answered(reply: Answer, text: str, context: DialogueContext, lexicon: Lexicon) -> Understanding:
    """The completed act with its claims, and whatever else is said beside it."""
    question = context.pending
    completed = reply.acts if reply.picked else ()
    claims = tuple(claim for act in completed for claim in claims_of_act(act, lexicon))
    if not reply.picked and reply.acts[0].intent is Intent.AFFIRM and question and question.act:
        agreed = question.act.model_copy(update={"start": 0, "end": len(text)})
        claims = claims_of_act(agreed, lexicon)
    if not reply.rest or question is None:
        return Understanding(acts=reply.acts, claims=claims)
    inner = context.model_copy(update={"pending": None, "listed": question.options, "focus": reply.picked[0]})
    beside = understand(reply.rest, inner, lexicon)
    acts = tuple(
        with_items(act, reply.picked, question.options)
        for act in beside.acts
        if act.intent not in (Intent.UNKNOWN, Intent.AFFIRM, Intent.DENY)
    )
    return Understanding(
        acts=(*reply.acts, *acts),
        claims=(*claims, *beside.claims),
        question=beside.question if acts else None,
        unresolved=beside.unresolved if acts else (),
    )


__all__: Sequence[str] = ["understand"]


def _each_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Without what the same words say again: "spy thrillers" are thrillers twice over."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        kept.setdefault((claim.kind, claim.attribute, claim.value_norm, claim.ref, claim.polarity), claim)
    return tuple(kept.values())
