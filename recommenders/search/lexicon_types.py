"""What the lexicon answers with: stretches of text and what they may stand for."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a mention may stand for: a value of an attribute, or an item (`attribute` is `title`).

    `value` is spelled as in the catalogue (an item's label for titles); `ref` is the item id of a title.
    `roles` lists the attributes a person is found under, the most frequent first.
    """

    attribute: str
    value: str
    ref: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `text[start:end]` of a message that names something.

    `kind` is `item`, a kind of the schema (`category`, `person`, `place`, `text`), or one of `year`,
    `runtime`, `count`, `ordinal`, `direction`. `readings` are alternatives, the likeliest first; `also`
    are values meant together with the first ("rom-com" is Romance and Comedy). `low` and `high` are
    inclusive bounds (years, minutes, or how many); `refs` are places in a list, as in `Act.slots["ref"]`.
    `bound` tells how a year or runtime was given: `span` (the 90s), `open` (after 2000) or `adjective`
    (old, short). `ambiguous` says that no alternative is clearly the likeliest; `fuzzy` that letters differ.
    """

    start: int
    end: int
    text: str
    kind: str
    readings: tuple[Reading, ...] = ()
    also: tuple[Reading, ...] = ()
    low: int | None = None
    high: int | None = None
    bound: str = ""
    refs: tuple[str, ...] = ()
    ambiguous: bool = False
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and where it stands in the message.

    `gap` is the raw text between it and the one before.
    """

    norm: str
    start: int
    end: int
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything one folded phrase may stand for in a catalogue."""

    items: tuple[Reading, ...] = ()
    people: tuple[Reading, ...] = ()
    values: tuple[Reading, ...] = ()
    joint: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found at tokens `first` (inclusive) to `last` (exclusive)."""

    first: int
    last: int
    phrase: str
    entry: Entry
    fuzzy: bool = False
    extra: dict[str, int] = field(default_factory=dict)
