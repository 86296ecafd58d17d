"""What a whole log must satisfy beyond its shape, and finding samples in it."""

from __future__ import annotations

import math
from collections import Counter

from ..errors import UsageError
from .log import EvalLog
from .outcome import Sample
from .registry import SUITES


def check_log(log: EvalLog) -> list[str]:
    """Everything wrong with a log, in words; empty when it is whole."""
    problems: list[str] = []
    suite = SUITES.get(log.spec.suite)
    if suite is None:
        problems.append(f"no suite is named {log.spec.suite!r}")
    elif not set(log.results.headline) & set(suite.headline):
        problems.append("the headline has none of the suite's names")
    repeated = [name for name, n in Counter(sample.id for sample in log.samples).items() if n > 1]
    if repeated:
        problems.append(f"sample ids occur twice: {', '.join(repeated[:5])}")
    for name, value in log.results.headline.items():
        if not math.isfinite(value):
            problems.append(f"{name} is {value}")
        stat = log.results.stats.get(name)
        if stat is not None and stat.value is not None and not math.isclose(stat.value, value):
            problems.append(f"{name} is {value} in the headline and {stat.value} in the figures")
    for name, stat in log.results.stats.items():
        if stat.low is not None and stat.high is not None and stat.low > stat.high:
            problems.append(f"the interval of {name} is upside down")
    judged = {scoring.judge for scoring in log.scorings}
    unknown = {name for sample in log.samples for name in sample.scores} - judged
    if unknown:
        problems.append(f"scores by judges that no scoring names: {', '.join(sorted(unknown))}")
    return problems


def failed_samples(log: EvalLog) -> list[Sample]:
    """Samples with an error, or that some judge scored below 1 or could not score."""
    return [
        sample
        for sample in log.samples
        if sample.error or any(score.value is None or score.value < 1 for score in sample.scores.values())
    ]


def sample_by_id(log: EvalLog, sample_id: str) -> Sample:
    """One sample. Raises `UsageError` when the log has none of that id."""
    for sample in log.samples:
        if sample.id == sample_id:
            return sample
    raise UsageError(f"The log {log.id} has no sample {sample_id!r}")
