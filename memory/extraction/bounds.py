"""Limits on years and running times: what is ruled out, turned into what is allowed."""

from __future__ import annotations

from dataclasses import replace

from .statements import Target

LIMITS = ("year_min", "year_max", "runtime_min", "runtime_max")


def is_limit(target: Target) -> bool:
    """Whether a target is an end of a range rather than a value."""
    return target.attribute in LIMITS


def inverted(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Bounds that rule out the given ones: nothing before 1980 (at most 1979) means at least 1980.

    A closed range (the nineties) leaves no single bound and gives nothing; years count whole, so the bound
    moves by one; minutes do not.
    """
    ranges = {(target.start, target.end): 0 for target in targets}
    for target in targets:
        ranges[target.start, target.end] += 1
    found = []
    for target in targets:
        if ranges[target.start, target.end] > 1 or target.number is None:
            continue
        kind, _, end = target.attribute.partition("_")
        step = 0 if kind == "runtime" else (1 if end == "max" else -1)
        number = target.number + step
        name = f"{kind}_{'min' if end == 'max' else 'max'}"
        found.append(replace(target, attribute=name, number=number, value=str(number)))
    return tuple(found)


def as_limit(targets: tuple[Target, ...], *, least: bool) -> tuple[Target, ...]:
    """Bounds as a standing limit: "my limit is two hours" is at most 120, with `least` at least."""
    found: list[Target] = []
    for target in targets:
        pair = [other for other in targets if (other.start, other.end) == (target.start, target.end)]
        if len(pair) == 2 and target.attribute.startswith("runtime") and target.number is not None:
            middle = sum(other.number or 0 for other in pair) // 2
            name = "runtime_min" if least else "runtime_max"
            if target.attribute == name:
                found.append(replace(target, number=middle, value=str(middle)))
        else:
            found.append(target)
    return tuple(found)


def open_ended(targets: tuple[Target, ...]) -> bool:
    """Whether every bound was given as a limit ("under", "after") rather than a range or an adjective."""
    return all(target.mention is not None and target.mention.bound == "open" for target in targets)
