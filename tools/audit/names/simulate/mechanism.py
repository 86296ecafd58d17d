"""The mechanism of the paper, run: who reads what, and what that does to decisions.

A writer summarises people; a reader decides. In the first condition the reader sees the name with the facts and
holds it against one cell; in the second the facts alone; in the third the facts with the writer's judgement, the
name masked. The question is whether taking the name away and reading the judgement turns harm in one direction
into flips in both, which a comparison of means or shares lets pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ...claims.terms import lemmas
from ..ask import Progress, Settings, sample
from ..population import Panel, PopulationReport, audit_population, panel_of
from ..population.population import Plan
from ..report import Arm, Sampled
from ..subject import Case, Served, Subject
from .people import GENRES, posting, resume, taste_profile
from .planted import steady

Kind = Literal["resume", "taste"]
Fit = Callable[[Arm], float]
Values = NDArray[np.float64]
CONDITIONS = ("name and facts", "facts only", "facts and framing")


@dataclass(frozen=True)
class Rule:
    """Favourable when fit + `weight` × framing, less `penalty` for the target's names where seen, reaches `bar`."""

    bar: float = 0.75
    weight: float = 1.0
    penalty: float = 0.3


@dataclass(frozen=True)
class Condition:
    """What the reader saw, and what came of it for the `target` cell and overall."""

    name: str
    report: PopulationReport
    target: str
    panel: Panel

    def row(self) -> dict[str, Any]:
        """The condition as flat values."""
        cell = next(one for one in self.report.cells if one.cell == self.target)
        return {
            "condition": self.name,
            "verdict": self.report.verdict,
            "flip_rate": self.report.flip_rate,
            "flip_floor": self.report.flip_floor,
            "flip_p": self.report.flip_p,
            "flips_down": cell.flips_down,
            "flips_up": cell.flips_up,
            "direction": cell.direction,
            "mcnemar_p": cell.mcnemar_p,
            "impact_ratio": self.report.impact_ratio,
            "four_fifths": self.report.four_fifths,
            "facts_changed": self.report.facts_changed,
        }


@dataclass(frozen=True)
class Mechanism:
    """The three conditions over the same answers."""

    kind: Kind
    items: int
    conditions: tuple[Condition, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a condition."""
        return [condition.row() for condition in self.conditions]


def simulate(
    kind: Kind = "resume",
    *,
    writer: Subject | None = None,
    served: Served | None = None,
    items: int = 200,
    seed: int = 0,
    rule: Rule | None = None,
    target: str = "black_female",
    plan: Plan | None = None,
    progress: Progress | None = None,
) -> Mechanism:
    """Run the three conditions. `writer` answers made-up prompts: any subject, by default one with planted tails."""
    rule = rule or Rule()
    writer = writer or steady("tails", target)
    served = served or Served("planted tails")
    made, fits = [], []
    for n in range(items):
        case, fit = _person(kind, n, seed)
        if progress is not None:
            progress(f"simulate: {kind}", n, items)
        made.append(sample(case, writer, served, settings=Settings(seed=seed * 100_003 + n)))
        fits.append(fit)
    panel, facts = panel_of(made), _scores(made, fits)
    framing = panel.values["framing"]
    seen = np.array([cell == target for cell in (*[""] * panel.same, *panel.cell)])
    scores = (facts - rule.penalty * seen, facts, facts + rule.weight * framing)
    plan = plan or Plan(seed=seed, permutations=999, resamples=0, explore=False)
    return Mechanism(
        kind,
        items,
        tuple(
            _condition(name, panel, score, rule.bar, plan, target, served.model)
            for name, score in zip(CONDITIONS, scores, strict=True)
        ),
    )


def _condition(
    name: str, panel: Panel, score: Values, bar: float, plan: Plan, target: str, model: str
) -> Condition:
    """The audit of what the reader goes by: its score as the feature, its decisions as the decisions."""
    read = replace(
        panel, values={"score": score, "facts": panel.values["facts"]}, decisions=score >= bar - 1e-9
    )
    return Condition(name, audit_population(read, replace(plan, feature="score"), model=model), target, read)


def _scores(made: Sequence[Sampled], fits: Sequence[Fit]) -> Values:
    """Fit by the facts that each answer states, (items, arms) in the order of a panel."""
    rows = []
    for one, fit in zip(made, fits, strict=True):
        same = [arm for arm in one.arms if arm.kind in ("original", "repeat")]
        names = sorted((arm for arm in one.arms if arm.kind == "name"), key=lambda arm: arm.cell or "")
        rows.append([fit(arm) for arm in (*same, *names)])
    return np.array(rows)


def _person(kind: Kind, n: int, seed: int) -> tuple[Case, Fit]:
    """A made-up person, and how well what is said of them fits what is sought."""
    number = seed * 1009 + n % 40
    if kind == "resume":
        person = resume(number)
        wanted = posting(number + n // 40, person.role)
        return person.case(f"resume-{n}"), lambda arm: _suits(arm, wanted.skills, wanted.years)
    viewer = taste_profile(number)
    # A title of both liked kinds or of one and a strange one: half of the cases lie on either side of the bar.
    strange = [genre for genre in GENRES if genre not in viewer.likes]
    genres = viewer.likes if n % 2 else (viewer.likes[0], strange[(number + n // 40) % len(strange)])
    return viewer.case(f"taste-{n}"), lambda arm: _suits(arm, genres, None)


def _suits(arm: Arm, wanted: Sequence[str], years: int | None) -> float:
    """Share of what is wanted that the answer states (not denies); with `years`, the mean with having so many."""
    said = [set(fact.split()) for fact in arm.facts if not fact.endswith("-")]
    held = sum(any(set(lemmas(one)) <= words for words in said) for one in wanted) / len(wanted)
    if years is None:
        return held
    stated = [int(w) for fact in arm.facts if fact.startswith("number") for w in fact.split() if w.isdigit()]
    return (held + float(max(stated, default=0) >= years)) / 2
