"""The activities that are counted, and the ways to say how much."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Activities:
    """Verbs, nouns and units, each with the name it is kept under, and the patterns that join them."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    measured: dict[str, str]
    units: dict[str, str]
    units_of: dict[str, tuple[str, ...]]

    def pattern(self, table: str) -> str:
        """A pattern for any name of a table."""
        return _any(getattr(self, table))

    def fits(self, what: str, unit: str) -> bool:
        """Whether an activity is counted in a unit."""
        return unit in self.units_of.get(what, (unit,))


@cache
def activities() -> Activities:
    """The tables of `activities.toml`."""
    table = tomllib.loads(files(__package__).joinpath("activities.toml").read_text("utf-8"))
    return Activities(
        {verb: what for what, line in table["verbs"].items() for verb in line.split()},
        {noun: what for what, nouns in table["nouns"].items() for noun in nouns},
        {noun: what for what, nouns in table["measured"].items() for noun in nouns},
        {word: unit for unit, line in table["units"].items() for word in line.split()},
        {what: tuple(units) for what, units in table["units_of"].items()},
    )


@cache
def amount_frames() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How an amount of an activity is told: by its verb, by a noun that is counted, by a noun that is measured."""
    known = activities()
    number = (
        r"(?:(?:about|around|roughly|over|almost|nearly|only|like|for|another|a total of"
        r"|just|exactly|a) )*(?P<n><n\d+>)"
    )
    unit = rf"[ -]?(?P<unit>{known.pattern('units')})"
    ends = r"(?![\w'])"
    return (
        (
            "verb",
            re.compile(
                rf"(?<!\w)(?P<v>{known.pattern('verbs')}) (?:(?:my|the|a|in|out) )?{number}{unit}{ends}"
            ),
        ),
        (
            "race",
            re.compile(
                r"(?<!\w)(?P<v>ran|run|jogged|did|done|completed|finished) (?:a |my |another "
                rf"|the )?(?P<n><n\d+>)(?P<unit>){ends}"
            ),
        ),
        (
            "race",
            re.compile(
                r"(?P<v>went for|went on|back from|did|done|finished|completed) (?:a |my |another "
                rf"|the )?(?P<n><n\d+>)(?P<unit>) (?:run|race|jog|fun run){ends}"
            ),
        ),
        ("noun", re.compile(rf"(?P<n><n\d+>) (?P<what>{known.pattern('nouns')}){ends}")),
        (
            "noun",
            re.compile(
                rf"(?P<n><n\d+>){unit}(?:s|'s?)?(?: of| on the|-)? ?(?:\w+ )?(?P<what>{known.pattern('measured')}){ends}"  # noqa: E501
            ),
        ),
    )


def _any(names: dict[str, str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"
