"""What differs between two readings of the same sequence, so that what was made of it can be patched."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_


def changed(old: Sequence[object], new: Sequence[object]) -> tuple[int, int, int]:
    """`(start, old_end, new_end)`: `old[start:old_end]` became `new[start:new_end]`, all else is the same.

    Things are the same when they are one object: who hands out immutable things again hands out the same.
    """
    most = min(len(old), len(new))
    start = _alike(old[:most], new[:most])
    rest = most - start
    end = _alike(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
    return start, len(old) - end, len(new) - end


def _alike(old: Sequence[object], new: Sequence[object]) -> int:
    """How many things at the beginning are the same."""
    same = list(map(is_, old, new))
    return same.index(False) if False in same else len(same)
