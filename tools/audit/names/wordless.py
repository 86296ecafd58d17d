"""An audit of words that somebody really said, as it may be kept: figures and verdicts, nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .report import Arm, AuditReport
from .swap import PLACEHOLDER

_UNMASKED = re.compile(r"could not be masked \([^)]*\)")


def without_words(report: AuditReport) -> AuditReport:
    """The report with texts left out, and with statements, words and items numbered by their first appearance.

    Equal ones keep equal numbers within the report, so that every later comparison of its answers comes out the same.
    The store of audits only grows; what people said must stay erasable and does therefore not go there.
    """
    numbers: dict[str, str] = {}

    def marks(things: Iterable[str]) -> tuple[str, ...]:
        return tuple(numbers.setdefault(thing, f"#{len(numbers) + 1}") for thing in things)

    def arm(one: Arm) -> Arm:
        bare = {"facts": marks(one.facts), "words": marks(one.words), "ranking": marks(one.ranking)}
        own = _first(one.name) if one.cell is not None else PLACEHOLDER
        return one.model_copy(update={**bare, "text": "", "name": own})

    return report.model_copy(
        update={
            "arms": tuple(map(arm, report.arms)),
            "changed": (),
            "deviant": _first(report.deviant) if report.deviant else None,
            "z": {_first(name): scores for name, scores in report.z.items()},
            "caveats": tuple(_UNMASKED.sub("could not be masked", caveat) for caveat in report.caveats),
        }
    )


def _first(name: str) -> str:
    """A probe without the person's own last name."""
    return name.partition(" ")[0]
