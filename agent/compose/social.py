"""Courtesies, help, and honest answers to what cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from ...recommenders.types import CatalogSchema
from ..dialogue.calls import Call
from ..dialogue.state import DialogueState
from ..planner.acts import Intent, Question
from .draft import Draft


def compose_said(
    draft: Draft, call: Call, dialogue: DialogueState, schema: CatalogSchema, *, alone: bool
) -> None:
    """Answer an act that needs no tool. `alone` tells that nothing else is in the message."""
    if call.question is not None:
        ask(draft, call.question)
        return
    noun, plural = schema.noun, schema.noun_plural
    match call.intent:
        case Intent.GREET:
            draft.say(_greeting(dialogue, schema) if alone else "Hello!", ("something like",))
        case Intent.THANKS:
            draft.say("You are welcome." if alone else "")
        case Intent.BYE:
            draft.say("Goodbye. I will remember what you told me; say “forget” or “erase” whenever you like.")
        case Intent.HELP:
            draft.say(_help(schema), (_help(schema),))
        case Intent.AFFIRM:
            draft.say(
                f"Good. Say what you would like: {plural} to {schema.verb}, or something about your taste."
            )
        case Intent.DENY:
            draft.say("All right, I leave everything as it is." if call.note == "declined" else "All right.")
        case Intent.UNKNOWN if alone:
            draft.say(
                f"That is not something I can do or answer. I recommend {plural}, look them up, remember what you "
                f"like, and explain why a {noun} is in your list. Say “help” for examples."
            )
        case _:
            draft.say("" if call.intent is not Intent.UNKNOWN else "The rest of that I cannot do or answer.")


def ask(draft: Draft, question: Question) -> None:
    """Put a question, with its options numbered where there are several to choose from."""
    draft.question = question
    draft.say(question.text, (question.text,))
    if question.kind == "which" and question.options:
        draft.names.update(question.options)
        draft.say("\n".join(f"{place}. {option}" for place, option in enumerate(question.options, 1)))


def compose_missing(draft: Draft, missing: Sequence[str], schema: CatalogSchema) -> None:
    """Say what could not be found, without guessing."""
    places = [word for word in missing if word.startswith(("number ", "that one", "the last one"))]
    titles = [word for word in missing if word not in places]
    if titles:
        quoted = ", ".join(f"“{title}”" for title in titles)
        draft.say(f"I find no {schema.noun} called {quoted} in the catalogue.", titles)
    if places:
        place = "" if places[0] in ("that one", "the last one") else f" with a {places[0]}"
        draft.say(
            f"There is no list{place} to speak of: ask for one first, or name the {schema.noun}.", places
        )


def compose_unresolved(
    draft: Draft, words: Sequence[str], near: Sequence[str], schema: CatalogSchema
) -> None:
    """Words that look like a name but match nothing, with the nearest titles if there are any."""
    quoted = ", ".join(f"“{word}”" for word in words)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    draft.say(f"The catalogue has no {schema.noun} or person called {quoted}.{hint}", (*words, *near))


def _greeting(dialogue: DialogueState, schema: CatalogSchema) -> str:
    if dialogue.turns:
        return "Hello again. What shall it be?"
    return (
        f"Hello! Tell me what you like or cannot stand, or ask for {schema.noun_plural}: "
        f"“something like … but newer”, “what shall I {schema.verb}?”. I remember what you say, and why."
    )


def _help(schema: CatalogSchema) -> str:
    noun, plural, verb = schema.noun, schema.noun_plural, schema.verb
    return "\n".join(
        (
            "You can say, in your own words:",
            f"- what you like, dislike or have {schema.verb_past}: it is remembered at once",
            f"- “what shall I {verb}?”, “three {plural} from the 90s”, “something like … but newer”, “more”",
            "- “why the second one?”, “why not …?”, “what would change your mind?”",
            f"- “find {plural} by …”, “who made …?”",
            "- “what do you know about me?”, “what did I use to like?”",
            "- “forget that I like …”, “undo that”, “erase everything about me”",
            f"- short answers to a list: “not so long”, “something newer”, “I have {schema.verb_past} the first”",
        )
    ) + (f"\n\nEvery {noun} and every reason comes from the catalogue and from what you told me.")
