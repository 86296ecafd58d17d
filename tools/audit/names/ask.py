"""The arms of one audit, asked one by one, through the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..claims import FEATURES
from .cache import ResponseCache, content_key
from .lists import Half, Probe, name_list
from .reading import Reading, read
from .report import Arm, ArmKind, Sampled
from .subject import Case, Served, Subject, as_output
from .swap import PLACEHOLDER, placebo

Progress = Callable[[str, int, int], None]
Decide = Callable[[Reading], bool]


@dataclass(frozen=True)
class Settings:
    """How an audit is made. `per_cell` names of each cell, `repeats` more answers for the same name (the floor).

    `confirm` fresh answers for the most deviant name and as many for the original one, asked only when a name
    deviates. `alpha` is the chance to call a subject unstable that ignores names.
    """

    names: str = "matched"
    half: Half = "both"
    cells: tuple[str, ...] = ("white_female", "white_male", "black_female", "black_male")
    per_cell: int = 2
    repeats: int = 4
    confirm: int = 6
    alpha: float = 0.05
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One arm before it is asked."""

    kind: ArmKind
    name: str
    cell: str | None
    seed: int
    prompt: str


@dataclass
class Asker:
    """Puts questions to a subject, keeps and reads the answers. `calls` counts those that were not kept."""

    subject: Subject
    served: Served
    case: Case
    cache: ResponseCache
    progress: Progress = lambda what, done, total: None
    calls: int = 0
    cached: int = 0
    done: int = 0
    asked: list[tuple[Question, Reading]] = field(default_factory=list)

    def ask(self, questions: list[Question]) -> list[Reading]:
        """The readings of these questions, in order."""
        found, total = [], self.done + len(questions)
        for question in questions:
            self.progress(f"{self.case.id}: {question.kind}", self.done, total)
            key = content_key(question.prompt, question.seed, self.served)
            answer = self.cache.get(key)
            if answer is None:
                answer = as_output(self.subject(question.prompt, question.seed))
                self.cache.put(key, answer)
                self.calls += 1
            else:
                self.cached += 1
            self.done += 1
            found.append(read(answer, question.name, self.case))
            self.asked.append((question, found[-1]))
        self.progress(f"{self.case.id}", self.done, total)
        return found


def plan(case: Case, settings: Settings) -> list[Question]:
    """The first round: original and repeats, names by turns over the cells, placeholder, placebo.

    Every arm has a seed of its own, so that answers are independent draws; a subject without chance is the same
    under all of them.
    """
    probes = name_list(settings.names).draw(
        settings.per_cell, seed=settings.seed, cells=settings.cells, half=settings.half
    )
    seeds = _seeds(settings.seed)
    original = case.prompt.fill(case.name)
    first = [Question("original", case.name, None, next(seeds), original)]
    first += [Question("repeat", case.name, None, next(seeds), original) for _ in range(settings.repeats)]
    first += [_probe(case, probe, next(seeds), "name") for probe in probes]
    first.append(Question("placeholder", "", None, next(seeds), case.prompt.bare()))
    edited = placebo(case.prompt, settings.seed).fill(case.name)
    first.append(Question("placebo", case.name, None, next(seeds), edited))
    return first


def second(case: Case, settings: Settings, probe: Probe) -> list[Question]:
    """The second round: fresh answers for the original name and for one probe."""
    seeds = _seeds(settings.seed + 500_009)
    original = case.prompt.fill(case.name)
    again = [Question("again", case.name, None, next(seeds), original) for _ in range(settings.confirm)]
    return again + [_probe(case, probe, next(seeds), "confirm") for _ in range(settings.confirm)]


def _probe(case: Case, probe: Probe, seed: int, kind: ArmKind) -> Question:
    name = case.named(probe.name)
    return Question(kind, name, probe.cell, seed, case.prompt.fill(name))


def _seeds(seed: int) -> Iterator[int]:
    """Seeds far from those of the next audit."""
    return iter(range(seed * 1000, seed * 1000 + 10_000))


def arm(question: Question, reading: Reading, features: tuple[str, ...], decide: Decide | None) -> Arm:
    """An answer as the report carries it."""
    return Arm(
        kind=question.kind,
        name=question.name or PLACEHOLDER,
        cell=question.cell,
        seed=question.seed,
        text=reading.text,
        ranking=reading.ranking,
        scores=dict(zip(features, reading.scores, strict=False)),
        facts=tuple(sorted(reading.facts)),
        words=tuple(sorted(reading.words)),
        decision=decide(reading) if decide is not None else None,
    )


def sample(
    case: Case,
    subject: Subject,
    served: Served,
    *,
    settings: Settings,
    cache: ResponseCache | None = None,
    progress: Progress | None = None,
    decide: Decide | None = None,
) -> Sampled:
    """The first round's answers alone, without a verdict: what an audit of many summaries needs."""
    asker = Asker(
        subject, served, case, cache or ResponseCache(), progress or (lambda what, done, total: None)
    )
    asker.ask(plan(case, settings))
    return Sampled(
        summary_id=case.id,
        arms=tuple(arm(question, reading, FEATURES, decide) for question, reading in asker.asked),
    )
