"""The prompt of the decision: short, in the catalogue's words, the same up to the message itself.

The stable part comes first so that runtimes that cache prefixes read it only once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...recommenders.types import CatalogSchema
from ..models.base import ChatMessage
from ..planner.acts import DialogueContext, Intent

if TYPE_CHECKING:
    from ...recommenders.catalog import Catalog

Vocabulary = Mapping[str, Sequence[str]]
"""A few catalogue values for each attribute, and item titles under `item`: what the examples are made of."""

LISTED = 5

GLOSS: dict[Intent, str] = {
    Intent.LIKE: "says they like something",
    Intent.DISLIKE: "says they dislike something",
    Intent.SEEN: "says they already {past} a {noun}",
    Intent.RETRACT: "takes back an earlier taste (no longer, not any more)",
    Intent.CONSTRAIN: "sets a lasting limit on length or year",
    Intent.RECOMMEND: "wants suggestions",
    Intent.REFINE: "changes the last request (newer, shorter, without ...)",
    Intent.MORE: "wants more of the same list",
    Intent.SEARCH: "looks for {nouns} by facts",
    Intent.SIMILAR: "wants {nouns} like a given one",
    Intent.ITEM_INFO: "asks facts about one {noun}",
    Intent.EXPLAIN: "asks why something is suggested",
    Intent.WHY_NOT: "asks why something is not suggested",
    Intent.COUNTERFACTUAL: "asks what would change the suggestion",
    Intent.RECALL: "asks what is known about them",
    Intent.HISTORY: "asks how their tastes changed",
    Intent.FORGET: "wants something forgotten",
    Intent.ERASE: "wants data deleted for good",
    Intent.UNDO: "takes back the last change",
    Intent.AFFIRM: "says yes",
    Intent.DENY: "says no",
    Intent.GREET: "greets",
    Intent.THANKS: "thanks",
    Intent.BYE: "says goodbye",
    Intent.HELP: "asks what you can do",
    Intent.UNKNOWN: "anything else",
}

Acts = list[tuple[Intent, dict[str, list[str]]]]


def messages(
    text: str, context: DialogueContext, schema: CatalogSchema, vocabulary: Vocabulary
) -> tuple[ChatMessage, ...]:
    """The whole prompt for one message."""
    return (
        ChatMessage(role="system", content=instructions(schema, vocabulary)),
        ChatMessage(role="user", content=question(text, context)),
    )


def instructions(schema: CatalogSchema, vocabulary: Vocabulary) -> str:
    """The stable part: task, intents, slots, examples."""
    names = {"noun": schema.noun, "nouns": schema.noun_plural, "past": schema.verb_past}
    intents = "\n".join(f"{intent}: {gloss.format(**names)}" for intent, gloss in GLOSS.items())
    attributes = ", ".join(schema.names())
    shown = "\n".join(_example(message, acts) for message, acts in examples(schema, vocabulary))
    return (
        f"You read one message to a {schema.noun} recommender and list what it does, as JSON. "
        "Copy slot values word for word from the message. Use only what the message says.\n"
        f"Intents:\n{intents}\n"
        f"Slots: item ({schema.noun} titles), {attributes}, person (a name, role not said), "
        "not_... (ruled out of a request), year, runtime, ref (a place in the list, or it), "
        "count, direction (newer, older, shorter, longer), scope, text.\n"
        f"Examples:\n{shown}"
    )


def question(text: str, context: DialogueContext) -> str:
    """The changing part: what is on the table, and the message."""
    lines = []
    if context.listed:
        lines.append("List: " + "; ".join(f"{n}. {t}" for n, t in enumerate(context.listed[:LISTED], 1)))
    if context.focus:
        lines.append(f"Talking about: {context.focus}")
    if context.pending:
        lines.append(f"You asked: {context.pending.text}")
    return "\n".join([*lines, f"Message: {text}"])


def examples(schema: CatalogSchema, vocabulary: Vocabulary) -> list[tuple[str, Acts]]:
    """Few-shot lines. Those whose catalogue words are not in the vocabulary are left out."""
    category = next(iter(schema.names("category")), "")
    kinds = [value.lower() for value in list(vocabulary.get(category, ()))[:3]]
    people = [name for role in schema.names("person") for name in list(vocabulary.get(role, ()))[:1]]
    titles = list(vocabulary.get("item", ()))[:2]
    nouns, noun, verb = schema.noun_plural, schema.noun, schema.verb
    found: list[tuple[str, Acts]] = [
        ("hi there", [(Intent.GREET, {})]),
        ("why the second one?", [(Intent.EXPLAIN, {"ref": ["second"]})]),
        ("something newer and not so long", [(Intent.REFINE, {"direction": ["newer", "not so long"]})]),
        ("what do you know about me?", [(Intent.RECALL, {})]),
        ("book me a table for two", [(Intent.UNKNOWN, {})]),
    ]
    if len(kinds) == 3:
        first, second, third = kinds
        found += [
            (
                f"I love {first} but I can't stand {second}. What should I {verb}?",
                [
                    (Intent.LIKE, {category: [first]}),
                    (Intent.DISLIKE, {category: [second]}),
                    (Intent.RECOMMEND, {}),
                ],
            ),
            (
                f"three {third} {nouns} from the 90s, no {second}",
                [
                    (
                        Intent.RECOMMEND,
                        {
                            category: [third],
                            f"not_{category}": [second],
                            "year": ["from the 90s"],
                            "count": ["three"],
                        },
                    )
                ],
            ),
            (f"forget that I like {first}", [(Intent.FORGET, {category: [first]})]),
            (f"I'm not into {third} any more", [(Intent.RETRACT, {category: [third]})]),
        ]
    if people:
        found.append((f"which {nouns} did {people[0]} make?", [(Intent.SEARCH, {"person": [people[0]]})]))
    if len(titles) == 2:
        found += [
            (
                f"I've {schema.verb_past} {titles[0]} already, something like {titles[1]}?",
                [(Intent.SEEN, {"item": [titles[0]]}), (Intent.SIMILAR, {"item": [titles[1]]})],
            ),
            (f"who made the {noun} {titles[1]}?", [(Intent.ITEM_INFO, {"item": [titles[1]]})]),
        ]
    return found


def _example(message: str, acts: Acts) -> str:
    listed = [{"intent": intent.value, "slots": slots} for intent, slots in acts]
    return f"Message: {message}\n{json.dumps({'acts': listed}, ensure_ascii=False)}"


def vocabulary_of(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The values the examples are made of: frequent ones, and titles that many know."""
    best = catalog.popularity.argsort(kind="stable")[::-1][:2]
    found = {name: catalog.values(name)[:3] for name in catalog.schema.names()}
    return found | {"item": tuple(catalog.titles[int(row)] for row in best)}
