"""How facts and wishes are put into words, for any catalogue. No opinion enters here."""

from __future__ import annotations

from collections.abc import Sequence

from ...memory.types import Fact
from ...recommenders.types import CatalogSchema
from ..dialogue.state import WishState
from .life import life_phrase

_RELATION = {
    "director": "directed by",
    "writer": "written by",
    "author": "by",
    "artist": "by",
    "actor": "with",
    "person": "by or with",
    "country": "from",
    "language": "in",
    "publisher": "published by",
}


def join(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def things(schema: CatalogSchema, attribute: str, value: str) -> str:
    """The items that have a value: `Horror films`, `films directed by Jane Campion`."""
    name = attribute.rsplit(".", 1)[-1]
    kinds = {spec.name: spec for spec in schema.attributes}
    if name in kinds and kinds[name].kind == "category":
        return f"{value} {schema.noun_plural}"
    label = kinds[name].label if name in kinds else name
    return f"{schema.noun_plural} {_RELATION.get(name, f'with {label}')} {value}"


def limit_phrase(schema: CatalogSchema, name: str, number: int) -> str:
    """A bound in words: `nothing longer than 120 minutes`."""
    nouns = schema.noun_plural
    return {
        "year_min": f"no {nouns} from before {number}",
        "year_max": f"no {nouns} from after {number}",
        "runtime_min": f"nothing shorter than {number} minutes",
        "runtime_max": f"nothing longer than {number} minutes",
    }[name]


def fact_phrase(schema: CatalogSchema, fact: Fact, *, past: bool = False) -> str:
    """One fact, said to the person it is about: `you like Western films`."""
    root, _, name = fact.attribute.rpartition(".")
    if root and root != schema.domain:
        return life_phrase(fact, past=past)
    if name == "seen":
        return f"you {'had' if past else 'have'} seen {fact.value_text}"
    if name.endswith(("_min", "_max")) and fact.number is not None:
        return f"you {'wanted' if past else 'want'} {limit_phrase(schema, name, round(fact.number))}"
    verb = {1: "like", -1: "dislike"}.get(fact.polarity, "mentioned")
    if past:
        verb = {1: "liked", -1: "disliked"}.get(fact.polarity, "mentioned")
    known = {*schema.names(), "person"}
    what = things(schema, name, fact.value_text) if name in known else fact.value_text
    return f"you {verb} {what}"


def wish_phrase(schema: CatalogSchema, wish: WishState) -> str:
    """A request in words: `French Thriller films from 1990 to 1999`, empty when nothing was asked for."""
    kinds = {spec.name: spec.kind for spec in schema.attributes}
    categories = [value for name, value in wish.require if kinds.get(name) == "category"]
    others = [f"{_RELATION.get(n, n)} {v}" for n, v in wish.require if kinds.get(n) != "category"]
    parts = [f"{'/'.join(categories)} {schema.noun_plural}" if categories else "", *others]
    parts.append(span_phrase("from", wish.year_min, wish.year_max))
    parts.append(span_phrase("lasting", wish.runtime_min, wish.runtime_max, " minutes"))
    if wish.popularity:
        parts.append("among the better known" if wish.popularity == "popular" else "off the beaten track")
    said = " ".join(part for part in parts if part)
    if said and not categories:
        said = f"{schema.noun_plural} {said}"
    if wish.exclude:
        said = f"{said or schema.noun_plural}, without {join([v for _, v in wish.exclude], 'or')}"
    return said


def span_phrase(lead: str, low: int | None, high: int | None, unit: str = "") -> str:
    """`from 1990 to 1999`, `from 1990 on`, `lasting up to 120 minutes`."""
    if low is not None and high is not None:
        return f"{lead} {low} to {high}{unit}" if low != high else f"{lead} {low}{unit}"
    if low is not None:
        return f"{lead} {low}{unit} {'on' if not unit else 'or more'}"
    if high is not None:
        return f"{lead} up to {high}{unit}" if unit else f"{lead} {high} or earlier"
    return ""


def sentence_case(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]
