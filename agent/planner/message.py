"""The whole path from a message to its understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ...fold import fold
from ...memory.extraction import Kind, Reading, claims_of, read
from ...memory.extraction.reader import cue_hits
from ...memory.extraction.reader import grammar as statement_grammar
from ...memory.extraction.skeleton import Speller
from ...memory.extraction.spelling import cue_speller
from ...memory.types import Claim, ClaimKind
from .acts import STATEMENTS, Act, DialogueContext, Intent, Question, Understanding
from .choose import choose
from .combine import Draft, combine
from .doubts import doubts
from .families import Surroundings, build
from .names import NamingLinker
from .pending import answer
from .places import resolver, settle_places
from .requests import Request, requests_of
from .requests import grammar as request_grammar
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
    return linker, cue_speller(linker, statement_grammar(), request_grammar())


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
    requests = requests_of(reading.clauses)
    if not reading.statements and (reply := answer(plain, requests, context)) is not None:
        return Understanding(acts=(reply,), claims=_answered(reply, context.pending, lexicon))
    return _understood(reading, requests, context, lexicon)


def _understood(
    reading: Reading, requests: list[Request], context: DialogueContext, lexicon: Lexicon
) -> Understanding:
    mentions = reading.skeleton.mentions
    reading = _without_unseen(reading, requests)
    around = Surroundings(mentions, lexicon.schema, context)
    drafts = [Draft(act, stated=True) for statement in reading.statements for act in acts_of(statement)]
    drafts += [_draft(request, around) for request in requests]
    drafts.sort(key=lambda draft: draft.act.start)
    acts = tuple(settle_places(act, context) for act in combine(drafts, asked=context.pending is not None))
    acts = acts or (Act(intent=Intent.UNKNOWN, start=0, end=len(reading.skeleton.text)),)
    claims = claims_of(reading, lexicon.schema, context.now, resolver(context, lexicon))
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


def _answered(reply: Act, question: Question | None, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims a statement makes once the question about it is answered."""
    act = question.act if question else None
    if act is None or act.intent not in STATEMENTS or reply.intent is not Intent.AFFIRM:
        return ()
    if act.intent is Intent.CONSTRAIN:
        return tuple(
            _limit(name, values[0], reply, lexicon)
            for name, values in act.slots.items()
            if name.endswith(("_min", "_max"))
        )
    return tuple(
        _item(act.intent, label, reply, lexicon)
        for label in reply.slots.get("item", ())
        if lexicon.id_of(label)
    )


def _limit(name: str, value: str, reply: Act, lexicon: Lexicon) -> Claim:
    return Claim(
        kind=ClaimKind.ASSERT,
        attribute=f"{lexicon.schema.domain}.{name}",
        value_norm=value,
        value_text=value,
        start=reply.start,
        end=reply.end,
        number=float(value),
        unit="year" if name.startswith("year") else "min",
        rule="answer",
    )


def _item(intent: Intent, label: str, reply: Act, lexicon: Lexicon) -> Claim:
    seen = intent is Intent.SEEN
    return Claim(
        kind=ClaimKind.RETRACT if intent is Intent.RETRACT else ClaimKind.ASSERT,
        attribute=f"{lexicon.schema.domain}.{'seen' if seen else 'title'}",
        value_norm=fold(label),
        value_text=label,
        start=reply.start,
        end=reply.end,
        polarity={Intent.LIKE: 1, Intent.DISLIKE: -1}.get(intent, 0),
        ref=lexicon.id_of(label),
        rule="answer",
    )


__all__: Sequence[str] = ["understand"]
