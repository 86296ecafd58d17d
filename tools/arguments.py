"""What a caller may say to a tool. The JSON schemas of these models are what a language model sees."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ..memory.types import Claim

MOST_ITEMS = 50


class Arguments(BaseModel):
    """Immutable; unknown fields are refused rather than dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AttributeValue(Arguments):
    """One attribute value, as the catalogue names it."""

    attribute: str = Field(description="attribute name, or `person` for any role")
    value: str = Field(min_length=1, max_length=200)


class WishArguments(Arguments):
    """What a list must satisfy. Values of one attribute are alternatives unless it is in `match_all`."""

    require: tuple[AttributeValue, ...] = Field(default=(), max_length=20)
    exclude: tuple[AttributeValue, ...] = Field(default=(), max_length=20)
    like: tuple[str, ...] = Field(
        default=(), max_length=10, description="item ids or titles to be similar to"
    )
    year_min: int | None = None
    year_max: int | None = None
    runtime_min: int | None = Field(default=None, description="minutes")
    runtime_max: int | None = Field(default=None, description="minutes")
    exclude_items: tuple[str, ...] = Field(default=(), description="item ids that must not be listed")
    query: str = Field(default="", max_length=500, description="free words")
    match_all: tuple[str, ...] = Field(default=(), description="attributes whose values must all hold")
    popularity: Literal["popular", "obscure"] | None = None


class RecommendArguments(WishArguments):
    """Recommend what fits the person's taste and this wish."""

    k: int = Field(default=5, ge=1, le=MOST_ITEMS, description="how many")
    fresh: bool = Field(default=False, description="leave out what this conversation has already shown")


class SearchArguments(WishArguments):
    """Find items by words and constraints, whatever the person's taste."""

    k: int = Field(default=10, ge=1, le=MOST_ITEMS, description="how many")


class SimilarArguments(WishArguments):
    """Items like one that is named."""

    item: str = Field(min_length=1, max_length=300, description="item id or title")
    k: int = Field(default=5, ge=1, le=MOST_ITEMS, description="how many")


class ItemArguments(Arguments):
    """What the catalogue knows about one item."""

    item: str = Field(min_length=1, max_length=300, description="item id or title")


class ReviewArguments(Arguments):
    """What the attached reviews of one item amount to, as a set."""

    item: str = Field(min_length=1, max_length=300, description="item id or title")
    aspects: bool = Field(default=True, description="tag the aspects too (some seconds the first time)")


class ExplainArguments(WishArguments):
    """Why an item is in a list, why it is not, or what would change it. The wish is that of the list."""

    item: str = Field(min_length=1, max_length=300, description="item id or title")
    question: Literal["why", "why_not", "change"] = "why"
    k: int = Field(default=5, ge=1, le=MOST_ITEMS, description="length of the list in question")


class Statement(Arguments):
    """Something the person said about their taste, with the words it was said in."""

    attribute: str = Field(
        description="attribute name, `title` or `seen` for an item, or a limit such as year_min"
    )
    value: str = Field(min_length=1, max_length=300, description="the value, item title or number")
    stance: Literal["like", "dislike", "neutral", "retract"]
    quote: str = Field(min_length=1, max_length=500, description="the words of the message that say so")


class RememberArguments(Arguments):
    """Write to memory what the person said in this message."""

    statements: tuple[Statement, ...] = Field(default=(), max_length=20)
    claims: SkipJsonSchema[tuple[Claim, ...]] = ()


class ForgetArguments(Arguments):
    """Close facts by id, or every live fact of an attribute or value."""

    fact_ids: tuple[str, ...] = Field(default=(), max_length=200)
    attribute: str | None = Field(default=None, description="attribute name; with no value, all of it")
    value: str | None = None
    reason: str = Field(default="asked to forget", max_length=200)


class RecallArguments(Arguments):
    """What is remembered about the person now."""

    scope: Literal["everything", "likes", "dislikes", "seen", "limits"] = "everything"
    attribute: str | None = None
    query: str = Field(default="", max_length=500, description="words to look for; empty for everything")
    k: int = Field(default=100, ge=1, le=1000)


class AskArguments(Arguments):
    """A question about what is remembered, in the person's words."""

    question: str = Field(min_length=1, max_length=2000)


class HistoryArguments(Arguments):
    """How what is remembered came to be, closed facts included."""

    attribute: str | None = None
    value: str | None = None
    k: int = Field(default=20, ge=1, le=1000, description="at most this many steps, newest kept")
