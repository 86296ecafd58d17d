"""What an audit's figures amount to: stable, unstable or inconclusive, and which statements moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .ask import Question, Settings
from .permute import smallest_p
from .reading import Reading
from .report import Aspect, Change, Verdict

MOST_NAMES = 0.35
"""An audit that would miss a change in so large a share of names is inconclusive."""
CONSISTENT = 0.8
"""A statement has moved with the name where the shares of answers that make it differ by so much. Texts leave
facts out by chance, and over many audits some test of them falls below any level: chance alone does not do this."""
Asked = Sequence[tuple[Question, Reading]]


def decisive(settings: Settings, used: int, same: int) -> bool:
    """Whether so few answers can reach the level at all, after Holm over all aspects of a text."""
    fresh = smallest_p(2 * settings.confirm, settings.confirm) if settings.confirm > 1 else 1.0
    return max(smallest_p(used, same), fresh) * 4 <= settings.alpha / 2 and settings.repeats > 0


def verdict(aspect: Aspect, level: float, able: bool, moved: bool) -> Verdict:
    """Of one aspect. `able` says whether a difference could have been found, `moved` whether a statement moved."""
    if aspect.p <= level or (aspect.confirm_p is not None and aspect.confirm_p <= level):
        return "unstable" if moved or aspect.name != "facts" else "inconclusive"
    return "stable" if able and aspect.mde <= aspect.tolerance else "inconclusive"


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on the whole."""
    said = set(verdicts)
    return "unstable" if "unstable" in said else "inconclusive" if "inconclusive" in said else "stable"


def statement_moved(asked: Asked, fresh: Sequence[Reading]) -> bool:
    """Whether some statement stands in far more, or far fewer, of the deviant name's answers (`fresh`).

    Without fresh answers those of the names of the first round are taken.
    """
    probes = list(fresh) or [reading for question, reading in asked if question.kind == "name"]
    floor = same_name(asked)
    facts = frozenset().union(*(reading.facts for reading in (*probes, *floor)))
    return any(abs(_share(probes, fact) - _share(floor, fact)) >= CONSISTENT for fact in facts)


def changes(asked: Asked, fresh: Sequence[Reading], name: str) -> tuple[Change, ...]:
    """What every fresh answer for the deviant name has and no answer for the original name, or the reverse."""
    floor = same_name(asked)
    made: list[Change] = []
    for part in ("facts", "words", "said") if fresh else ():
        here = frozenset.intersection(*(getattr(r, part) for r in fresh))
        there = frozenset.intersection(*(getattr(r, part) for r in floor))
        gained = here - frozenset().union(*(getattr(r, part) for r in floor))
        lost = there - frozenset().union(*(getattr(r, part) for r in fresh))
        made += [Change(what=one, side="gained", name=name) for one in sorted(gained)]
        made += [Change(what=one, side="lost", name=name) for one in sorted(lost)]
    return tuple(made)


def same_name(asked: Asked) -> list[Reading]:
    """All answers for the original name."""
    return [reading for question, reading in asked if question.kind in ("original", "repeat", "again")]


def caveats(
    measured: Sequence[Aspect], settings: Settings, able: bool, left: Sequence[str]
) -> tuple[str, ...]:
    """What the reader of a report has to know."""
    said = [
        "One summary cannot establish bias: names are probes, and groups are compared over many summaries only."
    ]
    if left:
        said.append(f"A name could not be masked ({', '.join(left)}): the answers were not compared.")
    if settings.repeats == 0:
        said.append("No repeats were asked for: without a floor nothing can be said.")
    elif not able:
        said.append(
            "Too few names or repeats to reach the level: more are needed before anything can be called stable."
        )
    moved = [one for one in measured if one.placebo is not None and one.placebo >= one.distance > one.floor]
    if moved:
        said.append(f"An edit that says nothing moves {moved[0].name} as far as a name does.")
    return tuple(said)


def _share(readings: Sequence[Reading], fact: str) -> float:
    return sum(fact in reading.facts for reading in readings) / max(len(readings), 1)
