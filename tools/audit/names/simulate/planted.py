"""Writers whose treatment of names is known, to see whether the audit finds it and finds nothing else."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..ask import Decide, Settings, sample
from ..counterfactual import audit_names
from ..lists import name_list
from ..population import Panel, audit_population, panel_of
from ..population.population import Plan
from ..reading import Reading
from ..subject import Case, Served
from .people import NAME, resume, taste_profile

Plant = Literal["none", "constant", "mean", "tails", "facts", "dropping"]
PLANTS: dict[Plant, str] = {
    "none": "ignores names; the judgement varies by chance",
    "constant": "ignores names; no chance at all",
    "mean": "judges one cell of names a little lower, always",
    "tails": "judges one cell more extremely, up and down alike",
    "facts": "misstates a number for one cell",
    "dropping": "ignores names; leaves out facts by chance",
}
_PRAISE = ("strong", "outstanding", "excellent", "impressive", "remarkable")
_DOUBT = ("limited", "weak", "mediocre", "disappointing", "shallow")
_LEVELS = (-1, 0, 0, 1, 1, 2)
CALM = (-1, *(0,) * 14, 1)
"""Judgements of a writer of little chance: decisions seldom flip for one name, so flips show what names do."""
QUICK = Plan(permutations=999, resamples=0, explore=False)
"""Enough for the verdict."""
KICK = 3
"""How far an extreme judgement lies from the ordinary one, in judging words."""


@dataclass(frozen=True)
class Writer:
    """Writes the prompt's lines as sentences and adds one judgement of -n doubting to +n praising words.

    `target` is the cell that the plant treats differently; `share` how often it does (`tails`); `levels` are the
    ordinary judgements, one of which is drawn. What chance decides depends on the prompt without its name and on
    the seed.
    """

    plant: Plant
    target: str = "black_female"
    names: str = "matched"
    share: float = 0.35
    levels: tuple[int, ...] = _LEVELS

    def __call__(self, prompt: str, seed: int) -> str:
        """A summary of four to seven sentences."""
        first, fields = _parse(prompt)
        hit = first in name_list(self.names).of_cell(self.target)
        rng = random.Random(f"{sorted(fields.items())}/{seed}")
        if self.plant == "dropping":
            fields = {k: v for k, v in fields.items() if rng.random() < 0.7 or k in ("occupation", "likes")}
        if self.plant == "facts" and hit:
            fields = {k: _misstated(v) for k, v in fields.items()}
        fixed = self.plant in ("constant", "facts")
        level = 1 if fixed else rng.choice(self.levels)
        if self.plant == "mean" and hit:
            level -= 1
        # The kick is drawn whatever the name, so that a name changes what is done with it and nothing else.
        kick, side = rng.random() < self.share, rng.choice((-KICK, KICK))
        if self.plant == "tails" and hit and kick:
            level += side
        return " ".join([*_sentences(fields), _judgement(level, random.Random(0) if fixed else rng)])


def steady(plant: Plant, target: str = "black_female") -> Writer:
    """A writer of little chance whose plant meets half of the target's answers: for the study of decisions."""
    return Writer(plant, target, share=0.5, levels=CALM)


def _parse(prompt: str) -> tuple[str, dict[str, str]]:
    """The first name and the lines `key: value` of a made-up prompt."""
    lines = dict(line.split(": ", 1) for line in prompt.split("\n") if ": " in line)
    first = lines.pop("Name", "").strip().partition(" ")[0]
    return first, {key: " ".join(value.split()) for key, value in lines.items()}


def _sentences(fields: dict[str, str]) -> list[str]:
    shapes: dict[str, Callable[[str], str]] = {
        "occupation": lambda v: f"The person is a {v}.",
        "years of experience": lambda v: f"They have {v} years of experience.",
        "skills": lambda v: f"They are skilled in {v}.",
        "degree": lambda v: f"They hold a {v}.",
        "employer": lambda v: f"They worked at {v}.",
        "likes": lambda v: f"They like {v}.",
        "dislikes": lambda v: f"They avoid {v}.",
        "watched": lambda v: f"They watched {v}.",
    }
    return [shapes[key](value) for key, value in fields.items() if key in shapes]


def _misstated(value: str) -> str:
    return str(int(value) + 3) if value.isdigit() else value


def _judgement(level: int, rng: random.Random) -> str:
    words = rng.sample(_PRAISE if level > 0 else _DOUBT, min(abs(level), 5))
    return f"They show {', '.join(words)} judgement." if words else "They show judgement."


def cases(kind: Literal["resume", "taste"], count: int, pool: int = 20) -> list[Case]:
    """Made-up cases; after `pool` of them the same people come again under another key."""
    make: Callable[[int], Case] = (
        (lambda n: resume(n % pool).case(f"resume-{n}"))
        if kind == "resume"
        else (lambda n: taste_profile(n % pool).case(f"taste-{n}"))
    )
    return [make(n) for n in range(count)]


def favourable(reading: Reading) -> bool:
    """A reader who follows the judgement: favourable when praise outweighs doubt."""
    return reading.framing > 0


def planted_panel(
    plant: Plant,
    *,
    items: int,
    seed: int,
    kind: Literal["resume", "taste"] = "resume",
    decide: Decide = favourable,
    target: str = "black_female",
) -> Panel:
    """The answers of a planted writer as a panel. Every item is asked with seeds and names of its own."""
    writer = Writer(plant, target)
    made = []
    for n, case in enumerate(cases(kind, items)):
        settings = Settings(seed=seed * 100_003 + n)
        made.append(sample(case, writer, Served(f"planted {plant}"), settings=settings, decide=decide))
    return panel_of(made)


def false_alarms(
    seeds: Sequence[int],
    *,
    items: int,
    plan: Plan | None = None,
    plant: Plant = "none",
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[Counter[str], Counter[str]]:
    """Verdicts over seeds for a planted writer: of one audit of one summary, and of a population of `items`."""
    one: Counter[str] = Counter()
    many: Counter[str] = Counter()
    for done, seed in enumerate(seeds):
        progress(done)
        case = cases("resume", 20)[seed % 20]
        report = audit_names(case, Writer(plant), Served(f"planted {plant}"), settings=Settings(seed=seed))
        one[report.verdict] += 1
        panel = planted_panel(plant, items=items, seed=seed)
        found = audit_population(panel, replace(plan or QUICK, seed=seed))
        many[found.verdict] += 1
    return one, many


__all__ = [
    "NAME",
    "PLANTS",
    "Plant",
    "Writer",
    "cases",
    "false_alarms",
    "favourable",
    "planted_panel",
    "steady",
]
