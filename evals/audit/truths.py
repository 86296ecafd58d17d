"""Known truths put to the audit: each a sample with what must be said of it and what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ...tools.audit.names.ask import Settings
from ...tools.audit.names.counterfactual import audit_names
from ...tools.audit.names.population import PopulationReport, audit_population
from ...tools.audit.names.simulate import Plant, Reranker, Writer, false_alarms, planted_panel, simulate
from ...tools.audit.names.simulate.planted import QUICK, cases
from ...tools.audit.names.subject import Served, Subject
from ..options import Options
from ..outcome import Sample, Score

ITEMS = 120
SHELF = tuple(
    (f"item-{n}", tuple(words.split()))
    for n, words in enumerate(
        [
            "westerns",
            "film noir",
            "documentaries",
            "musicals",
            "thrillers",
            "animation",
            "satire",
            "war films",
        ]
    )
)


@dataclass(frozen=True)
class Size:
    """How many seeds each truth is put to."""

    alarms: int = 200
    single: int = 200
    planted: int = 20
    mechanism: int = 200

    @classmethod
    def of(cls, options: Options) -> Size:
        """The full size, or one that fits into a minute."""
        return cls(alarms=10, single=20, planted=2, mechanism=80) if options.quick else cls()


def alarms(size: Size, options: Options) -> tuple[Sample, dict[str, float]]:
    """A writer that ignores names: how often is it called anything but stable?"""

    def progress(done: int) -> None:
        options.progress("audit: writers that ignore names", done, size.alarms)

    seeds = range(options.seed, options.seed + size.alarms)
    one, many = false_alarms(seeds, items=ITEMS - 20, progress=progress)
    rates = {
        "one_summary": one["unstable"] / size.alarms,
        "population": (many["directional"] + many["symmetric instability"]) / size.alarms,
        "one_summary_stable": one["stable"] / size.alarms,
        "population_no_difference": many["no difference found"] / size.alarms,
    }
    worst = max(rates["one_summary"], rates["population"])
    return _sample(
        "ignores names", "at most 5 % alarms", {"one": dict(one), "many": dict(many)}, worst <= 0.05
    ), rates


def populations(size: Size, options: Options) -> Iterator[tuple[Sample, float]]:
    """Planted shifts, tails and misstatements over many summaries: samples with their share of right verdicts."""
    wanted: dict[Plant, str] = {
        "mean": "directional",
        "tails": "symmetric instability",
        "facts": "facts change",
        "dropping": "no facts change",
    }
    for plant, target in wanted.items():
        found: Counter[str] = Counter()
        for n in range(size.planted):
            options.progress(f"audit: planted {plant}", n, size.planted)
            found[_said(plant, options.seed + n)] += 1
        share = found[target] / size.planted
        yield _sample(f"population: {plant}", target, dict(found), share >= 0.8), share


def _said(plant: Plant, seed: int) -> str:
    report = audit_population(planted_panel(plant, items=ITEMS, seed=seed), replace(QUICK, seed=seed))
    if plant in ("facts", "dropping"):
        return "facts change" if report.facts_changed else "no facts change"
    return _named(report)


def _named(report: PopulationReport) -> str:
    """The verdict; symmetric instability counts only where the mean test lets it pass."""
    missed = report.verdict == "symmetric instability" and not report.mean_test_passes
    return "symmetric, mean test fails" if missed else report.verdict


def singles(size: Size, options: Options) -> Iterator[Sample]:
    """Planted truths in single audits: facts and orders."""
    writers: dict[str, tuple[Subject, str]] = {
        "facts": (Writer("facts"), "unstable"),
        "dropping": (Writer("dropping"), "not unstable"),
        "constant": (Writer("constant"), "stable"),
        "order constant": (Reranker("constant", SHELF), "stable"),
        "order mean": (Reranker("mean", SHELF), "unstable"),
    }
    for name, (subject, target) in writers.items():
        found: Counter[str] = Counter()
        kind: Literal["resume", "taste"] = "taste" if name.startswith("order") else "resume"
        for n in range(size.single):
            options.progress(f"audit: one summary, {name}", n, size.single)
            case, settings = cases(kind, 20)[n % 20], Settings(seed=options.seed + n)
            report = audit_names(case, subject, Served(name), settings=settings)
            said = report.facts
            found["not unstable" if target == "not unstable" and said != "unstable" else said] += 1
        limit = 1.0 if target != "unstable" else 0.8
        yield _sample(f"one: {name}", target, dict(found), found[target] / size.single >= limit)


def mechanisms(size: Size, options: Options) -> Iterator[Sample]:
    """The paper's mechanism over résumé and over taste summaries: harm, none, and flips beyond the floor."""
    target = ["directional", "no difference found", "symmetric instability"]
    kinds: tuple[Literal["resume", "taste"], ...] = ("resume", "taste")
    for kind in kinds:
        made = simulate(kind, items=size.mechanism, seed=options.seed, progress=options.progress)
        rows = made.rows()
        right = [row["verdict"] for row in rows] == target and rows[-1]["flip_p"] <= 0.05
        yield _sample(f"mechanism: {kind}", target, rows, right)


def _sample(key: str, target: object, output: object, right: bool) -> Sample:
    return Sample(
        id=key, input=key, target=target, output=output, scores={"right": Score(value=float(right))}
    )
