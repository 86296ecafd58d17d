"""Plain values the funnel is asked with and answers with. Item ids are external ids, always strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class AttributeSpec:
    """One kind of thing an item can be described by, e.g. a film's director.

    `name` is singular and is what facts are keyed by (`movies.director`); `kind` says how people talk
    about it: `category` ("horror"), `person` ("films by Kubrick"), `place` ("French films") or `text`.
    """

    name: str
    label: str
    kind: str
    plural: str


@dataclass(frozen=True, slots=True)
class CatalogSchema:
    """What a catalogue is about and how its items are described."""

    domain: str
    noun: str
    noun_plural: str
    attributes: tuple[AttributeSpec, ...]
    verb: str = "watch"
    verb_past: str = "watched"

    def names(self, kind: str | None = None) -> tuple[str, ...]:
        """Attribute names, all or of one kind."""
        return tuple(spec.name for spec in self.attributes if kind is None or spec.kind == kind)


@dataclass(frozen=True, slots=True)
class Item:
    """One catalogue entry. `attributes` maps attribute names to values, primary category included."""

    item_id: str
    title: str
    year: int | None
    categories: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]
    text: str
    runtime: int | None = None

    @property
    def label(self) -> str:
        """Title with year, as people write it: `Heat (1995)`."""
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True, slots=True)
class Preference:
    """One liked (+1) or disliked (-1) attribute value, with the id of the fact that says so."""

    attribute: str
    value: str
    polarity: int
    fact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known about a person right now, as plain values.

    `liked`, `disliked` and `seen` hold item ids; `facts` maps an item id to the fact behind it.
    Limits are hard: an item outside them is never recommended.
    """

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    preferences: tuple[Preference, ...] = ()
    year_min: int | None = None
    year_max: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    def without(self, *, items: frozenset[str] = frozenset(), facts: frozenset[str] = frozenset()) -> Taste:
        """The same taste with some item ids and some facts taken out, for counterfactual questions."""
        gone = items | {item for item, fact in self.facts.items() if fact in facts}
        return replace(
            self,
            liked=tuple(i for i in self.liked if i not in gone),
            disliked=tuple(i for i in self.disliked if i not in gone),
            seen=tuple(i for i in self.seen if i not in gone),
            preferences=tuple(p for p in self.preferences if p.fact_id is None or p.fact_id not in facts),
            facts={i: f for i, f in self.facts.items() if i not in gone},
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for in one request; all given fields must hold (values of one attribute: any of them,
    unless the attribute is named in `match_all`).

    `require` and `exclude` are (attribute, value) pairs; the pseudo-attribute `person` matches any
    attribute of kind person. `like` holds item ids to be similar to. `query` is free text.
    `popularity` is `popular` (the well-known items that draw half of all interactions) or `obscure` (the rest).
    """

    require: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    like: tuple[str, ...] = ()
    year_min: int | None = None
    year_max: int | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    exclude_items: tuple[str, ...] = ()
    query: str = ""
    match_all: tuple[str, ...] = ()
    popularity: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a candidate is here: the model, its score, and what it leaned on (fact ids, item ids, attributes)."""

    source: str
    score: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One item on its way through the funnel."""

    item_id: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage of the funnel did. `dropped` maps a reason to the number of items it removed."""

    name: str
    kept: int
    dropped: Mapping[str, int]
    seconds: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """Candidates in order, best first, with the trail of stages that made them. Immutable."""

    candidates: tuple[Candidate, ...]
    steps: tuple[Step, ...] = ()

    def then(self, candidates: tuple[Candidate, ...], step: Step) -> CandidateSet:
        """A new set after one more stage."""
        return CandidateSet(candidates, (*self.steps, step))

    @property
    def ids(self) -> tuple[str, ...]:
        """Item ids in order."""
        return tuple(candidate.item_id for candidate in self.candidates)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self.candidates)

    def __len__(self) -> int:
        return len(self.candidates)
