"""The tools by name: their schemas for a language model, and the one way to call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from ..errors import TastekeeperError, ToolFailure, ToolRetry, UsageError
from . import arguments as a
from .asking import ask_memory
from .context import ToolContext
from .explaining import explain
from .listing import item_info, recommend, search_catalog, similar
from .remembering import forget, history, recall, remember
from .results import Refused, Result
from .reviewing import review_evidence


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One tool. `writes` says that it changes memory."""

    name: str
    description: str
    arguments: type[a.Arguments]
    run: Callable[[ToolContext, Any], Result]
    writes: bool = False

    def schema(self) -> dict[str, Any]:
        """Name, description and the JSON schema of the arguments; nothing of the context is in it."""
        return {
            "name": self.name,
            "description": self.description,
            "parameters": self.arguments.model_json_schema(),
        }


_SPECS = (
    ToolSpec(
        "recommend", "Items that fit the person's taste and this wish.", a.RecommendArguments, recommend
    ),
    ToolSpec(
        "search_catalog",
        "Find items by words or constraints, whatever the taste.",
        a.SearchArguments,
        search_catalog,
    ),
    ToolSpec("similar", "Items like one that is named.", a.SimilarArguments, similar),
    ToolSpec("item_info", "What the catalogue says about one item.", a.ItemArguments, item_info),
    ToolSpec(
        "review_evidence",
        "What the attached reviews of one item amount to as a set: share of model-written text, aspects, form.",
        a.ReviewArguments,
        review_evidence,
    ),
    ToolSpec(
        "explain",
        "Why an item is in the list, why it is not, or what would have to change for it to leave.",
        a.ExplainArguments,
        explain,
    ),
    ToolSpec(
        "remember",
        "Write down what the person said about their taste.",
        a.RememberArguments,
        remember,
        writes=True,
    ),
    ToolSpec("forget", "Stop using something that is remembered.", a.ForgetArguments, forget, writes=True),
    ToolSpec(
        "ask_memory",
        "Exact answers from memory: things to do, appointments, sums, aims, documents, tastes of any kind.",
        a.AskArguments,
        ask_memory,
    ),
    ToolSpec("recall", "What is remembered about the person now.", a.RecallArguments, recall),
    ToolSpec(
        "history",
        "How what is remembered came to be, with what no longer holds.",
        a.HistoryArguments,
        history,
    ),
)
TOOLS: Mapping[str, ToolSpec] = MappingProxyType({spec.name: spec for spec in _SPECS})


def call(ctx: ToolContext, name: str, arguments: a.Arguments | Mapping[str, Any]) -> Result:
    """Check the arguments, count the call against the turn's limits, and run the tool.

    Raises `ToolRetry` (another call with the hint followed can work) or `ToolFailure` (it cannot). A call
    beyond the limits is not an error: it returns `Refused` with the reason.
    """
    spec = TOOLS.get(name)
    if spec is None:
        raise ToolRetry(f"There is no tool {name[:40]!r}", hint=f"Use one of: {', '.join(TOOLS)}.")
    checked = _checked(spec, arguments)
    reason = ctx.budget.spend(name)
    if reason is not None:
        return Refused(name, reason)
    try:
        return spec.run(ctx, checked)
    except (ToolRetry, ToolFailure):
        raise
    except UsageError as error:
        raise ToolRetry(error.what, where=error.where, hint=error.hint) from error
    except TastekeeperError as error:
        raise ToolFailure(error.what, where=error.where, hint=error.hint) from error


def _checked(spec: ToolSpec, arguments: a.Arguments | Mapping[str, Any]) -> a.Arguments:
    if isinstance(arguments, spec.arguments):
        return arguments
    raw = arguments.model_dump() if isinstance(arguments, a.Arguments) else dict(arguments)
    try:
        return spec.arguments.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "arguments"
        fields = ", ".join(spec.arguments.model_fields)
        raise ToolRetry(
            f"{spec.name}: {first['msg'].lower()}", where=where, hint=f"Its arguments are: {fields}."
        ) from error


def decision_schema(names: Iterable[str] = TOOLS) -> dict[str, Any]:
    """A JSON schema for one decision: which tool, with which arguments. For schema-constrained decoding."""
    definitions: dict[str, Any] = {}
    options = []
    for name in names:
        parameters = TOOLS[name].arguments.model_json_schema()
        definitions |= parameters.pop("$defs", {})
        options.append(
            {
                "type": "object",
                "description": TOOLS[name].description,
                "properties": {"tool": {"const": name}, "arguments": parameters},
                "required": ["tool", "arguments"],
                "additionalProperties": False,
            }
        )
    return {"anyOf": options, "$defs": definitions}
