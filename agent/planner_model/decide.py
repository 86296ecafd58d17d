"""One schema-bound step: the model says what a message does; nothing it says is believed unchecked.

Slot values are linked to the catalogue in the user's own words, and bounds and counts are read from those
words. Claims come from the extraction rules alone: a statement the model reads counts where a claim stands
behind it. What cuts memory needs a plain word for it in the message. When the model fails, the embedded
planner's reading stands, and the decision says so.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from ...errors import ModelError, TastekeeperError
from ...recommenders.search.lexicon_tokens import tokenize
from ...recommenders.types import CatalogSchema
from ..models.base import ChatModel, ChatRequest
from ..models.structured import complete_json
from ..planner.acts import STATEMENTS, Act, DialogueContext, Intent, Question, Understanding
from .linking import ActLinker, Linked
from .mentions import Labels, Linker, Titles, Words
from .prompt import Vocabulary, messages
from .schema import RawDecision, decision_schema
from .words import word_lists

MAX_TOKENS = 220
LONGEST = 1500
"""Characters beyond which a message is left to the embedded planner: a small model loses the thread."""


@dataclass(frozen=True)
class Decision:
    """What was understood and by whom. `reason` is for people; `dropped` lists what was not believed."""

    understanding: Understanding
    by_model: bool
    reason: str
    dropped: tuple[str, ...] = ()
    seconds: float = 0.0
    raw: RawDecision | None = field(default=None, repr=False)


async def decide(
    model: ChatModel,
    text: str,
    context: DialogueContext,
    schema: CatalogSchema,
    *,
    lexicon: Linker,
    embedded: Understanding,
    titles: Titles | None = None,
    label: Labels | None = None,
    vocabulary: Vocabulary | None = None,
    placement: str | None = None,
    only_when_unsure: bool = False,
) -> Decision:
    """Understand one message with the model. `embedded` is the embedded planner's reading of it.

    `vocabulary` makes the prompt's examples (see `vocabulary_of`). With `only_when_unsure` the model is asked
    only where the embedded planner reads nothing: for small models, which read worse than it does.
    Never raises for a model that fails: `embedded` is returned and `reason` says why.
    """
    began = time.perf_counter()
    why = _not_asked(text, context, embedded)
    if why is None and only_when_unsure and _does_something(embedded):
        why = "it understood the message"
    if why is not None:
        return Decision(embedded, by_model=False, reason=f"embedded planner: {why}")
    try:
        raw = await _ask(model, text, context, schema, vocabulary or {}, placement)
    except TastekeeperError as error:
        took = time.perf_counter() - began
        reason = f"embedded planner, because the model failed: {error.what}"
        return Decision(embedded, by_model=False, reason=reason, seconds=took)
    prefer = (*context.listed, *((context.focus,) if context.focus else ()))
    words = Words(text, lexicon.link(text, prefer))
    linked = ActLinker(words, schema, titles, label).link(raw.acts)
    linked.acts = [_placed(act, context) for act in linked.acts]
    understanding = _understanding(linked, text, embedded)
    took = time.perf_counter() - began
    dropped = tuple(linked.dropped)
    if not _does_something(understanding) and _does_something(embedded):
        reason = "embedded planner: the model found nothing to do"
        return Decision(embedded, by_model=False, reason=reason, dropped=dropped, seconds=took, raw=raw)
    reason = f"{model.name} chose ({model.reason})"
    return Decision(understanding, by_model=True, reason=reason, dropped=dropped, seconds=took, raw=raw)


def _placed(act: Act, context: DialogueContext) -> Act:
    """A change of a request that was never made is a request; "newer" after a list changes that list."""
    if act.intent in (Intent.REFINE, Intent.MORE) and not context.listed and context.last_intent is None:
        return act.model_copy(update={"intent": Intent.RECOMMEND})
    if act.intent in (Intent.RECOMMEND, Intent.SEARCH) and context.listed and set(act.slots) == {"direction"}:
        return act.model_copy(update={"intent": Intent.REFINE})
    return act


def _does_something(understanding: Understanding) -> bool:
    """Whether any act is known."""
    return any(act.intent is not Intent.UNKNOWN for act in understanding.acts)


def _not_asked(text: str, context: DialogueContext, embedded: Understanding) -> str | None:
    """Why the model is not asked at all: the answer to an open question, or a message too long for it."""
    if len(text) > LONGEST:
        return f"the message is longer than {LONGEST} characters"
    asked = context.pending.act.intent if context.pending and context.pending.act else None
    if context.pending and any(a.intent in (Intent.AFFIRM, Intent.DENY, asked) for a in embedded.acts):
        return "the message answers an open question"
    return None


async def _ask(
    model: ChatModel,
    text: str,
    context: DialogueContext,
    schema: CatalogSchema,
    vocabulary: Vocabulary,
    placement: str | None,
) -> RawDecision:
    """The model's answer, parsed and of the right shape. Raises `ModelError` otherwise."""
    request = ChatRequest(
        messages=messages(text, context, schema, vocabulary),
        json_schema=decision_schema(schema),
        placement=placement,
        max_tokens=MAX_TOKENS,
    )
    answer = await complete_json(model, request)
    try:
        return RawDecision.model_validate(answer)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"its answer does not keep to the schema ({where}: {first['msg']})") from error


def _understanding(linked: Linked, text: str, embedded: Understanding) -> Understanding:
    """Requests as the model read them; statements as the rules did, for those have claims behind them."""
    said = {token.norm for token in tokenize(text)}
    cues = word_lists().cues
    statements = [act for act in embedded.acts if act.intent in STATEMENTS]
    requests: list[Act] = []
    for act in linked.acts:
        if not said & cues.get(act.intent, said):
            linked.dropped.append(f"{act.intent} without a word for it")
        elif act.intent not in STATEMENTS:
            requests.append(act)
        elif not any(_overlap(act, other) for other in statements):
            linked.dropped.append(f"{act.intent} that no claim stands behind")
    acts = (*statements, *requests)
    return Understanding(
        acts=acts,
        claims=embedded.claims,
        question=_question(linked, acts) or embedded.question,
        unresolved=tuple(dict.fromkeys((*linked.unresolved, *embedded.unresolved))),
    )


def _overlap(act: Act, other: Act) -> bool:
    """Whether two readings of a statement speak of the same words or values."""
    return act.intent is other.intent or bool(
        {value for values in act.slots.values() for value in values}
        & {value for values in other.slots.values() for value in values}
    )


def _question(linked: Linked, acts: Sequence[Act]) -> Question | None:
    """Ask which item is meant where a title has several readings and none is clearly the likeliest."""
    for mention in linked.ambiguous:
        options = tuple(reading.value for reading in mention.readings if reading.attribute == "title")
        meant = next((act for act in acts if set(act.slots.get("item", ())) & set(options)), None)
        if meant is not None and len(options) > 1:
            text = f"Which {mention.text.strip()!r} do you mean?"
            return Question(kind="which", text=text, options=options, act=meant, slot="item")
    return None
