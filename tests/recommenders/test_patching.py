"""What differs between two readings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.recommenders.patching import changed

things = [object() for _ in range(6)]
readings = st.lists(st.integers(0, 5), max_size=8).map(lambda places: [things[place] for place in places])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(old=readings, new=readings)
def test_patching_the_old_gives_the_new(old, new):
    start, old_end, new_end = changed(old, new)
    assert [*old[:start], *new[start:new_end], *old[old_end:]] == new
    assert start <= min(old_end, new_end)


def test_only_what_differs_is_named():
    a, b, c, d = things[:4]
    assert changed([a, b, c], [a, b, c]) == (3, 3, 3)
    assert changed([a, b, c], [a, d, c]) == (1, 2, 2)
    assert changed([a, c], [a, b, c]) == (1, 1, 2)
    assert changed([], [a]) == (0, 0, 1)
