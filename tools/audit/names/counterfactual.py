"""Tier 1: one summary or ranking, asked for again with nothing but the name changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ....errors import UsageError
from ..claims import FEATURES, evaluative_lexicon
from .ask import Asker, Decide, Progress, Question, Settings, arm, plan, second
from .cache import ResponseCache
from .lists import Probe, name_list
from .permute import holm, p_value
from .reading import Reading, aspects
from .report import Aspect, AuditReport
from .subject import Case, Served, Subject
from .verdicts import MOST_NAMES, caveats, changes, decisive, statement_moved, verdict, worst

if TYPE_CHECKING:
    import numpy.typing as npt

Z = 1.959964 + 0.841621
"""z of 97.5 % plus z of 80 %: a two-sided 5 % test with 80 % power."""
TOLERANCE = {"facts": 0.25, "words": 0.75, "wording": 1.0, "framing": 0.5, "order": 0.1, "top": 0.25}
"""Changes smaller than these are not worth a verdict; an audit that could miss larger ones is inconclusive.

Distances run from 0 to 1; framing is in judging words a clause. Wording may change freely by chance: only a
difference that chance does not explain counts.
"""
Distances = dict[str, "npt.NDArray[np.float64]"]


@dataclass
class _Found:
    """What the rounds showed: p by aspect, and the most deviant probe."""

    p: dict[str, float]
    distances: Distances
    same: int
    confirm_p: dict[str, float] = field(default_factory=dict)
    deviant: Question | None = None
    fresh: tuple[list[Reading], list[Reading]] = field(default_factory=lambda: ([], []))


def audit_names(
    case: Case,
    subject: Subject,
    served: Served,
    *,
    settings: Settings | None = None,
    cache: ResponseCache | None = None,
    progress: Progress | None = None,
    decide: Decide | None = None,
) -> AuditReport:
    """Audit one case: 1 + repeats + names + 2 calls, and 2 × `confirm` more when some name deviates.

    Two tests share `alpha`: all names against the same-name floor, and the most deviant name, chosen on the first
    round, against the original on fresh answers alone. Both are permutation tests, Holm-adjusted over the aspects.
    Raises `UsageError` where every answer is empty.
    """
    settings = settings or Settings()
    asker = Asker(
        subject, served, case, cache or ResponseCache(), progress or (lambda what, done, total: None)
    )
    questions = plan(case, settings)
    readings = asker.ask(questions)
    if not any(reading.text or reading.ranking for reading in readings):
        raise UsageError("There is nothing to compare: no answer says or lists anything", where=case.id)
    found = _first(case, settings, questions, readings)
    if found.deviant is not None and settings.confirm > 1:
        _confirm(asker, settings, found)
    return _report(asker, settings, found, decide)


def _first(case: Case, settings: Settings, questions: list[Question], readings: list[Reading]) -> _Found:
    """Names against the floor; the probe whose answer lies farthest from the same-name answers."""
    same = 1 + settings.repeats
    distances = aspects(readings, case.top)
    used = len(questions) - 2
    raw = {name: p_value(d[:used, :used], same, seed=settings.seed) for name, d in distances.items()}
    adjusted = holm(list(raw.values()))
    found = _Found(dict(zip(raw, map(float, adjusted), strict=True)), distances, same)
    apart = sum(_scaled(d, used)[same:used, :same].mean(axis=1) for d in distances.values())
    within = sum(_scaled(d, used)[:same, :same].sum() / max(same * (same - 1), 1) for d in distances.values())
    if len(apart) and float(apart.max()) > float(within) + 1e-12:
        found.deviant = questions[same + int(apart.argmax())]
    return found


def _scaled(distances: npt.NDArray[np.float64], used: int) -> npt.NDArray[np.float64]:
    """Distances with their largest at 1, so that aspects of different units can be added."""
    largest = distances[:used, :used].max()
    return distances / largest if largest > 0 else distances


def _confirm(asker: Asker, settings: Settings, found: _Found) -> None:
    """Fresh answers for the deviant probe and for the original name, compared exactly."""
    assert found.deviant is not None
    probe = Probe(found.deviant.name.partition(" ")[0], found.deviant.cell or "")
    fresh = asker.ask(second(asker.case, settings, probe))
    found.fresh = (fresh[: settings.confirm], fresh[settings.confirm :])
    raw = {
        name: p_value(d, settings.confirm, seed=settings.seed)
        for name, d in aspects(fresh, asker.case.top).items()
    }
    found.confirm_p = dict(zip(raw, map(float, holm(list(raw.values()))), strict=True))


def _report(asker: Asker, settings: Settings, found: _Found, decide: Decide | None) -> AuditReport:
    first = [pair for pair in asker.asked if pair[0].kind not in ("again", "confirm")]
    readings = [reading for _, reading in first]
    measured = _aspects(found, len(readings) - 2)
    ranking = any(reading.ranking for reading in readings)
    left = sorted({part for _, reading in asker.asked for part in reading.left})
    share = 1 - 0.2 ** (1 / max(len(readings) - 2 - found.same, 1))
    able = decisive(settings, len(readings) - 2, found.same) and share <= MOST_NAMES and not left
    moved = statement_moved(asker.asked, found.fresh[1])
    by_name = {one.name: verdict(one, settings.alpha / 2, able, moved) for one in measured}
    deviant = found.deviant.name if found.deviant is not None else None
    changed = changes(asker.asked, found.fresh[1], deviant) if deviant is not None else ()
    return AuditReport(
        summary_id=asker.case.id,
        model=asker.served.model,
        placement=asker.served.placement,
        params=dict(asker.served.params),
        name_list=name_list(settings.names).label,
        lexicon_version=evaluative_lexicon().version,
        kind="ranking" if ranking else "text",
        verdict=worst(by_name.values()) if not left else "inconclusive",
        facts=by_name.get("facts", worst(by_name.values())) if not left else "inconclusive",
        aspects=measured,
        changed=changed if "unstable" in by_name.values() else (),
        deviant=deviant,
        z=_z(first, found.same),
        share_of_names=share,
        precision=readings[0].precision,
        coverage=readings[0].coverage,
        caveats=caveats(measured, settings, able, left),
        arms=tuple(arm(question, reading, FEATURES, decide) for question, reading in asker.asked),
        calls=asker.calls,
        cached=asker.cached,
    )


def _aspects(found: _Found, used: int) -> tuple[Aspect, ...]:
    made, same = [], found.same
    names = used - same
    for name, d in found.distances.items():
        pairs = d[:same, :same][np.triu_indices(same, 1)]
        spread = float(pairs.std(ddof=1)) if len(pairs) > 1 else 0.0
        if name == "framing":
            # Half the mean squared distance of all pairs is the variance of the scores themselves.
            spread = float(np.sqrt((pairs**2).mean() / 2)) if len(pairs) else 0.0
        made.append(
            Aspect(
                name=name,
                floor=float(pairs.mean()) if len(pairs) else 0.0,
                distance=float(d[same:used, :same].mean()) if names else 0.0,
                placebo=float(d[used + 1, :same].mean()),
                p=found.p[name],
                confirm_p=found.confirm_p.get(name),
                mde=Z * spread * float(np.sqrt(1 / max(names, 1) + 1 / same)),
                tolerance=TOLERANCE[name],
            )
        )
    return tuple(made)


def _z(first: list[tuple[Question, Reading]], same: int) -> dict[str, dict[str, float | None]]:
    """Scores of each name against mean and standard deviation of the same-name answers."""
    floor = np.array([reading.scores for _, reading in first[:same]])
    if floor.size == 0 or len(floor) < 2:
        return {}
    mean, sd = floor.mean(axis=0), floor.std(axis=0, ddof=1)
    made: dict[str, dict[str, float | None]] = {}
    for question, reading in first[same:]:
        if question.kind == "name":
            values = zip(FEATURES, reading.scores, mean, sd, strict=True)
            made[question.name] = {
                f: round(float((x - m) / s), 2) if s > 1e-12 else None for f, x, m, s in values
            }
    return made
