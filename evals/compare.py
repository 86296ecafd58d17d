"""Two logs of the same suite side by side."""

from __future__ import annotations

from typing import Any

from ..errors import UsageError
from .log import EvalLog

PROVENANCE = ("suite_version", "seed", "quick", "model", "placement", "commit", "dirty", "python")


def compare(before: EvalLog, after: EvalLog) -> dict[str, Any]:
    """Figures of both, their difference, and every reason why they may not be comparable.

    `apart` is True where the intervals do not overlap. Raises `UsageError` for logs of different suites.
    """
    if before.spec.suite != after.spec.suite:
        raise UsageError(f"Cannot compare {before.spec.suite!r} with {after.spec.suite!r}")
    names = [name for name in before.results.headline if name in after.results.headline]
    return {
        "headline": {
            f"{name}.difference": after.results.headline[name] - before.results.headline[name]
            for name in names
        },
        "suite": before.spec.suite,
        "before": before.id,
        "after": after.id,
        "figures": [_row(name, before, after) for name in names],
        "differences": _differences(before, after),
    }


def _row(name: str, before: EvalLog, after: EvalLog) -> dict[str, Any]:
    one, two = before.results.stats.get(name), after.results.stats.get(name)
    apart: bool | None = None
    if one and two and None not in (one.low, one.high, two.low, two.high):
        apart = bool(one.high < two.low or two.high < one.low)  # type: ignore[operator]
    return {
        "name": name,
        "before": before.results.headline[name],
        "after": after.results.headline[name],
        "apart": apart,
    }


def _differences(before: EvalLog, after: EvalLog) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for field in PROVENANCE:
        one, two = getattr(before.spec, field), getattr(after.spec, field)
        if one != two:
            found[field] = [one, two]
    for name in sorted({*before.spec.packages, *after.spec.packages}):
        versions = [before.spec.packages.get(name), after.spec.packages.get(name)]
        if versions[0] != versions[1]:
            found[f"package {name}"] = versions
    hashes = [[s.judge_hash for s in log.scorings] for log in (before, after)]
    if hashes[0] != hashes[1]:
        found["judge"] = list(hashes)
    return found
