"""The document a question names, and all its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...fold import fold
from ..types import Fact
from ..vocabulary import DOCUMENT, DOCUMENT_KINDS, DOCUMENT_SCALARS
from .asked import Asked
from .lines import packed_lines
from .lists import CLOSE
from .packed import ContextLine, Packed

if TYPE_CHECKING:
    from ..facade import Memory

NAMES = ("title", "purpose", "subject_line", "main_message", "description")
"""Fields that name a document, the first it has being its name."""

ENOUGH = 0.6
"""Share of the asked words that a document's name must carry."""

LIKELY, CLEAR = 0.4, 0.2
"""Of the asked kind, a document is also meant that carries less, if it is that much ahead of all others."""

TELLING = 3
"""Words from which a name that stands in the question tells which document is meant."""

MARGIN = 0.12
"""How much better than the next one the best must be; else both are named and neither is guessed."""

_COMMON = frozenset(
    "a an the of for and or to in on with my our about at by from as is are be this that it its we i you".split()
)


def fields(memory: Memory, user_id: str, asked: Asked, at: datetime) -> Packed:
    """All current fields of the one document that the question names, or of none where that is not clear.

    Several that fit alike are named in `candidates`.
    """
    held = memory.facts(user_id, at=at, attribute=f"{DOCUMENT}.*")
    groups: dict[str, list[Fact]] = {}
    for fact in held:
        groups.setdefault(fact.subject, []).append(fact)
    subjects = choose(groups, asked)
    empty = Packed(user_id=user_id, at=at, kind=asked.kind)
    if len(subjects) != 1:
        names = tuple(name_of(subject, groups[subject]) for subject in subjects)
        return empty.model_copy(update={"candidates": names})
    chosen = in_order(groups[subjects[0]])
    title = {subjects[0]: called(subjects[0], chosen)}
    lines = packed_lines(memory, user_id, [(fact, "field") for fact in chosen], at, title)
    return empty.model_copy(update={"lines": lines})


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    """Names first, then scalars in the order of the vocabulary, then lists as they were first told."""
    order = {name: place for place, name in reversed(list(enumerate((*NAMES, *DOCUMENT_SCALARS))))}
    first: dict[str, str] = {}
    for fact in facts:
        first[fact.attribute] = min(fact.fact_id, first.get(fact.attribute, fact.fact_id))

    def place(fact: Fact) -> tuple[int, str]:
        return order.get(field_of(fact.attribute), len(order)), first[fact.attribute]

    return sorted(facts, key=place)


def field_of(attribute: str) -> str:
    """`budget` of `document.budget`."""
    return attribute.removeprefix(f"{DOCUMENT}.")


def name_of(subject: str, facts: Iterable[Fact]) -> str:
    """What a document is called now: its title, or else its purpose, subject line or message, or its kind.

    Its subject keeps the title it began with, and is not said.
    """
    held = {field_of(fact.attribute): fact.value_text for fact in facts}
    named = next((held[name] for name in NAMES if name in held), "")
    return named or f"a {kind_of(subject).replace('_', ' ')} without a name"


def called(subject: str, facts: Iterable[Fact]) -> str:
    """Kind and name of a document: `email "To thank the team"`."""
    return f'{kind_of(subject).replace("_", " ")} "{name_of(subject, facts)}"'


def kind_of(subject: str) -> str:
    """`email` of `document:email:...`."""
    parts = subject.split(":", 2)
    return parts[1] if len(parts) > 1 else ""


def choose(groups: Mapping[str, Sequence[Fact]], asked: Asked) -> list[str]:
    """The subjects that fit best: one where it is clear, several where it is not, none where nothing fits.

    Documents of the asked kind come first; another kind counts only where none of that kind fits.
    """
    specific = asked.document_kind in DOCUMENT_KINDS[:-1]
    same = [s for s in groups if not specific or kind_of(s) == asked.document_kind]
    if not asked.words:
        return same
    scores = {subject: likeness(asked.words, subject, groups[subject]) for subject in groups}
    others = [subject for subject in groups if subject not in same]
    return _best(same, scores) or (_ahead(same, scores) if specific else []) or _best(others, scores)


def _best(subjects: Sequence[str], scores: Mapping[str, float]) -> list[str]:
    top = max((scores[subject] for subject in subjects), default=0.0)
    return [subject for subject in subjects if scores[subject] >= max(ENOUGH, top - MARGIN)]


def _ahead(subjects: Sequence[str], scores: Mapping[str, float]) -> list[str]:
    """The one that is likely and clearly ahead of every other document of its kind."""
    order = sorted(subjects, key=lambda subject: -scores[subject])
    if not order or scores[order[0]] < LIKELY:
        return []
    return order[:1] if len(order) == 1 or scores[order[0]] - scores[order[1]] >= CLEAR else []


def likeness(words: str, subject: str, facts: Iterable[Fact]) -> float:
    """How well the words name a document, 0 to 1.2, 2 for its very name: the best of its names."""
    names = [fact.value_text for fact in facts if field_of(fact.attribute) in NAMES]
    names.append(subject.split(":", 2)[-1])
    return max(_likeness(words, name) for name in names)


def _likeness(words: str, name: str) -> float:
    """Share of the asked words in the name, or of a longer name in the words (slips allowed), and a little for
    how alike both are as a whole; 2 where they are the same."""
    from rapidfuzz import fuzz

    asked = [word for word in fold(words).split() if word not in _COMMON]
    has = [word for word in fold(name).split() if word not in _COMMON]
    if not asked or not has:
        return 0.0
    if asked == has:
        return 2.0
    met = max(_share(asked, has), _share(has, asked) if len(has) >= TELLING else 0.0)
    return met + 0.2 * fuzz.ratio(" ".join(asked), " ".join(has)) / 100


def _share(words: Sequence[str], among: Sequence[str]) -> float:
    return sum(any(_same(word, own) for own in among) for word in words) / len(words)


def _same(word: str, own: str) -> bool:
    from rapidfuzz import fuzz

    return word == own or (len(word) > 3 and fuzz.ratio(word, own) >= CLOSE)


def name_of_lines(lines: Iterable[ContextLine]) -> str:
    """What a packed document is called."""
    held = {field_of(line.attribute): line.value for line in lines}
    return next((held[name] for name in NAMES if name in held), "it")
