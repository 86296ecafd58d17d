"""What a cue governs: the things named or referred to beside it, with negations and comparisons inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .linking import Domain, Mentioned
from .roles import role_of
from .skeleton import Word
from .statements import Target, reading_targets

_FLIP = re.compile(
    r"\b(?:not|no|never|except(?: for)?|apart from|other than|besides|minus|unless|without|anything but"
    r"|everything but|(?:genres?|kinds?|sorts?|types?|all films) but"
    r"|aside from|excluding|bar|save for|but not)(?: (?:so much|that much|the|any|a|an"
    r"|really|so keen on|films|by|from|with|for|in|about|when it comes to|horrible))*$"
)
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|as opposed to|not so much)(?: (?:the|any|a|my|watching|old"
    r"|all|those|these|just|only))*$"
)
_COMPARED = re.compile(
    r"\b(?:more than|over|better than|than|beats?|trumps?|tops?|compared (?:to|with)|as much as|less than"
    r"|to|rather than"
    r"|unlike)(?: (?:the|any|a|all|most|other))*$"
)
_REFERENCE = re.compile(
    r"\b(it|he|she|that one|this one|that film|this film|the film|that|this|them|him|her|those|these|they|all "
    r"of them"
    r"|both of them|all of (?:those|these)|both of (?:those|these)|both|they|all three|the lot|each of them"
    r"|every one of them|the two of them|the pair|either|neither|<o\d+>)\b(?! (?:when|if|film?s"
    r"|(?!(?:boring|amazing|annoying|depressing|disappointing|moving|touching|outstanding|charming|stunning"
    r"|thrilling"
    r"|exciting|interesting|gripping|riveting|cringing|underwhelming|mind|entertaining)\b)\w+ing|kind|sort"
    r"|way|<))"
)
# "Powell-era British cinema" speaks of no Powell.
_MANNER = frozenset(("era", "esque", "style", "like", "type", "ish"))
_SINGULAR = frozenset(
    (
        "it",
        "that one",
        "this one",
        "that film",
        "this film",
        "the film",
        "that",
        "this",
        "him",
        "her",
        "he",
        "she",
    )
)
_REFERENCE_PLACE = re.compile(r"<o(\d+)>")


@dataclass(frozen=True, slots=True)
class Objects:
    """Targets a cue governs as it says, the opposite way, and those it takes the place of."""

    same: tuple[Target, ...] = ()
    flipped: tuple[Target, ...] = ()
    replaced: tuple[Target, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.flipped or self.replaced)


def gather(
    words: Sequence[Word],
    mentions: Sequence[Mentioned],
    domain: Domain,
    *,
    preferring: bool,
    heading: str = "",
) -> Objects:
    """The objects among `words`. `preferring` says that "X to Y" compares (after "prefer").

    `heading` are the words before, which may say a person's role ("nothing with").
    """
    same: list[Target] = []
    flipped: list[Target] = []
    replaced: list[Target] = []
    into = same
    seen = 0
    for index, word in enumerate(words):
        if word.mention is None:
            continue
        mention = mentions[word.mention]
        if mention.kind in ("count", "direction"):
            continue
        if mention.kind == "person" and words[index + 1 : index + 2] and words[index + 1].text in _MANNER:
            continue
        between = " ".join(w.text for w in words[seen:index])
        seen = index + 1
        if _INSTEAD.search(between):
            into = replaced
        elif _FLIP.search(between) and not _double(between):
            into = flipped
        elif (
            (found := _COMPARED.search(between))
            and (preferring or not found.group().startswith("to"))
            and same
        ):
            break
        elif re.search(r"\b(?:but|just|only)\b", between) and into is not same:
            into = same
        if mention.kind == "ordinal":
            into.extend(
                Target(mention.start, mention.end, mention.text, reference=r, mention=mention)
                for r in mention.refs
            )
            continue
        before = f"{heading} {' '.join(w.text for w in words[:index])}".strip()
        after = " ".join(w.text for w in words[index + 1 :])
        into.extend(targets_of(mention, role_of(mention, before, after, domain)))
    return Objects(tuple(same), tuple(flipped), tuple(replaced))


def _double(between: str) -> bool:
    return bool(re.search(r"\bnot only\b", between))


def targets_of(mention: Mentioned, role: str | None = None) -> tuple[Target, ...]:
    """Targets of a mention: readings, or one bound per end for a year or a running time."""
    if mention.kind in ("year", "runtime"):
        ends = ((f"{mention.kind}_min", mention.low), (f"{mention.kind}_max", mention.high))
        return tuple(
            Target(mention.start, mention.end, mention.text, name, str(value), number=value, mention=mention)
            for name, value in ends
            if value is not None
        )
    return reading_targets(mention, role)


def reference(words: Sequence[Word]) -> Target | None:
    """A pronoun or "the film" that stands for something named elsewhere."""
    # A comma ends the phrase: in "these, shorter please" nothing belongs to "these".
    text = " ".join(f"| {word.text}"[0 if "," in word.gap and at else 2 :] for at, word in enumerate(words))
    match = _REFERENCE.search(text)
    if match is None or _REFERENCE_PLACE.match(match.group()):
        return None
    index = text[: match.start()].replace("| ", "").count(" ")
    span = words[index : index + match.group().count(" ") + 1]
    plural = match.group() not in _SINGULAR
    target = Target(span[0].start, span[-1].end, match.group(), reference="it")
    return replace(target, reference="all") if plural else target
