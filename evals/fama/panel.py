"""A panel of language models as judge: the majority of the votes that can be read, criterion by criterion.

As the benchmark's own evaluator does: temperature 0; a vote that fails or cannot be read drops out; a criterion
on which every vote fails counts as not satisfied, and is counted apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...agent.models.base import ChatModel, complete
from ...errors import ModelError, TastekeeperError
from ..models import open_model
from ..options import Progress, silent
from .judge import Judged, scored
from .prompt import expected, read_answer, request_of
from .types import Answer, Criterion, Question, Verdict

VOTES = 3
"""Votes a criterion: one of each model where there are at least so many, else seeds in turn."""
AT_ONCE = 4
"""Calls under way at a time to models behind an endpoint; one for those in this process."""

Case = tuple[Question, Answer]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a panel decided. `lost` counts votes that dropped out, `failed` criteria without any vote."""

    judged: tuple[Judged, ...]
    criteria: int
    votes: int
    lost: int
    failed: int
    split: int


class Panel:
    """Judges answers with one or several models. Raises `ModelError` where not a single vote can be had."""

    def __init__(self, models: Sequence[ChatModel], votes: int = VOTES) -> None:
        if not models:
            raise ModelError("No model to judge with", hint="Name one with --judge-model.")
        seeds = max(1, -(-votes // len(models)))
        self._seats = [(model, seed) for seed in range(seeds) for model in models]
        if len(models) == 1:
            self._seats = self._seats[:votes]
        self._models = tuple(models)

    @property
    def name(self) -> str:
        """Who votes."""
        names = "+".join(dict.fromkeys(model.name for model in self._models))
        return f"{names} x{len(self._seats)}"

    def sit(self, cases: Sequence[Case], progress: Progress = silent) -> Sitting:
        """Judge every case."""
        return asyncio.run(self._sit(cases, progress))

    async def _sit(self, cases: Sequence[Case], progress: Progress) -> Sitting:
        remote = all(hasattr(model, "base_url") for model in self._models)
        gate = asyncio.Semaphore(AT_ONCE if remote else 1)
        judged: list[Judged] = []
        ballots: list[list[str | None]] = []
        errors: list[str] = []
        try:
            for done, (question, answer) in enumerate(cases):
                progress("judging", done, len(cases))
                calls = [self._ballot(one, answer.text, gate, errors) for one in question.criteria]
                found = await asyncio.gather(*calls)
                ballots += found
                judged.append(scored([_verdict(c, b) for c, b in zip(question.criteria, found, strict=True)]))
                _check(ballots, errors)
        finally:
            for model in self._models:
                await model.aclose()
        return _sitting(judged, ballots)

    async def _ballot(
        self, criterion: Criterion, response: str, gate: asyncio.Semaphore, errors: list[str]
    ) -> list[str | None]:
        return [
            await self._vote(model, seed, criterion, response, gate, errors) for model, seed in self._seats
        ]

    async def _vote(
        self,
        model: ChatModel,
        seed: int,
        criterion: Criterion,
        response: str,
        gate: asyncio.Semaphore,
        errors: list[str],
    ) -> str | None:
        async with gate:
            try:
                return read_answer(await complete(model, request_of(criterion, response, seed)))
            except TastekeeperError as error:
                errors.append(str(error))
                return None


def _check(ballots: Sequence[Sequence[str | None]], errors: Sequence[str]) -> None:
    """Give up where the first question brought no vote at all: then no figure would mean anything."""
    if ballots and not any(vote for ballot in ballots for vote in ballot):
        reason = errors[0] if errors else "no answer held a yes or a no"
        raise ModelError(
            f"The judging model gave no vote: {reason}",
            hint="Check the model with `tastekeeper doctor`; the answers are kept in the log.",
        )


def _verdict(criterion: Criterion, ballot: Sequence[str | None]) -> Verdict:
    """Majority of the votes that can be read; a tie, or no vote, does not satisfy."""
    valid = [vote for vote in ballot if vote]
    wanted = expected(criterion)
    right = sum(vote == wanted for vote in valid)
    said_yes = sum(vote == "yes" for vote in valid)
    satisfied = right * 2 > len(valid)
    present = satisfied == (wanted == "yes")
    return Verdict(
        criterion=criterion.id,
        expect=criterion.expect,
        kind=criterion.kind,
        satisfied=satisfied,
        reading="current" if present and valid else "absent",
        why=f"{said_yes} yes, {len(valid) - said_yes} no, {len(ballot) - len(valid)} lost",
    )


def _sitting(judged: Sequence[Judged], ballots: Sequence[Sequence[str | None]]) -> Sitting:
    return Sitting(
        judged=tuple(judged),
        criteria=len(ballots),
        votes=sum(len(ballot) for ballot in ballots),
        lost=sum(vote is None for ballot in ballots for vote in ballot),
        failed=sum(not any(ballot) for ballot in ballots),
        split=sum(len({vote for vote in ballot if vote}) > 1 for ballot in ballots),
    )


def open_panel(names: Sequence[str], weights_dir: Path | None = None) -> Panel:
    """The panel of the named models (`openai:NAME`, `packaged`, `scripted:FILE`, ...), else the configured one.

    Raises `UsageError` for a name that means nothing and `ModelError` where no model is configured.
    """
    return Panel([open_model(name, weights_dir, "judge") for name in names or (None,)])
