"""What a run of a suite can be asked for. One shape for all suites; each reads the fields it knows."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ..paths import Paths

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """Arguments of one run. `passed` names those that the caller gave, as opposed to defaults.

    `limit` caps the number of samples; `split`, `paths`, `answers`, `floor`, `judge` and `model` matter to
    some suites only. `home` is where the prepared catalogue and fitted models are looked for. `data` is the
    folder of a benchmark, `systems` what is measured on it (the first one heads the report), `personas` whom on.
    `judge_models` sit in judgement where the judge is `llm`; `semantic` lets the strict judge look for leaks in
    other words.
    """

    quick: bool = False
    seed: int = 0
    limit: int | None = None
    home: str | os.PathLike[str] | None = None
    split: str = "test"
    paths: tuple[Path, ...] = ()
    answers: Path | None = None
    floor: str | None = None
    judge: str | None = None
    model: str | None = None
    data: Path | None = None
    systems: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    judge_models: tuple[str, ...] = ()
    semantic: bool = True
    passed: frozenset[str] = frozenset()
    progress: Progress = field(default=silent, compare=False)

    def where(self) -> Paths:
        """The folders of this run."""
        return Paths.resolve(self.home)

    def args(self) -> dict[str, dict[str, Any]]:
        """Every argument as JSON, with whether it was passed or defaulted. Folders are left out."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        for name in ("progress", "passed", "home"):
            del values[name]
        values["paths"] = [path.name for path in self.paths]
        values["answers"] = self.answers.name if self.answers else None
        values["data"] = self.data.name if self.data else None
        for name in ("systems", "personas", "judge_models"):
            values[name] = list(values[name])
        return {
            name: {"value": value, "source": "passed" if name in self.passed else "default"}
            for name, value in values.items()
        }
