"""An answer in a model's words, believed only where every name and number is in the packed context."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable

from ..types import Frozen
from .asked import Asked
from .checked import objection
from .packed import Packed
from .rendering import render

Complete = Callable[[str], "str | Awaitable[str]"]
"""Takes a prompt, gives the model's text, at once or awaited."""

TEMPLATE = "template"

_PROMPT = """Answer the question from the context and from nothing else, in a few plain sentences.
Say every value of the context that answers it, word for word, with its numbers and dates as they stand.
Add no name, no number and no date of your own. Leave out the ids in brackets.
Never name what stands under "Never suggest". What is marked PAST no longer holds: say so.

Question: {question}

Context:
{context}

An answer that is right, to be said in your own words:
{template}
"""


class Rendered(Frozen):
    """An answer's words, who said them (`template` or the model), and why a model's words were not used."""

    text: str
    rendered_by: str
    why: str = ""


async def render_with(
    complete: Complete, packed: Packed, asked: Asked, *, name: str = "", attempts: int = 2
) -> Rendered:
    """The answer in the words of `complete`, or the template's where the model's cannot be trusted.

    The model sees the packed lines and figures. Its text is refused when it holds a name or number that
    neither they nor the question hold, names a dislike in a suggestion, or drops a value; the reason of the
    last refusal is in `why`. What `complete` raises is not caught. `name` is what `rendered_by` will say
    (by default the callable's own `name`, else `model`).
    """
    template = render(packed, asked)
    if not packed.fact_ids and not packed.past:
        return Rendered(text=template, rendered_by=TEMPLATE, why="there is nothing in memory to speak of")
    prompt = _PROMPT.format(question=asked.text, context=packed.text, template=template)
    why = ""
    for _ in range(attempts):
        reply = complete(prompt)
        text = (await reply if inspect.isawaitable(reply) else reply).strip()
        why = objection(text, packed, asked, template)
        if not why:
            called = name or getattr(complete, "name", "") or "model"
            return Rendered(text=text, rendered_by=called)
    return Rendered(text=template, rendered_by=TEMPLATE, why=why)
