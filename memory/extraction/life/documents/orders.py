"""How orders to change a document are worded (`orders.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .shapes import filled, shapes

Act = Literal["add", "remove", "replace", "set", "clear"]

_LEAD = r"(?:^|(?<=[.!?\n] )|(?<=[\s,;:]))"


@cache
def patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    """What each wording does, the more telling ones first. Groups `v` value, `f` field, `old` what it replaces."""
    table = shapes("orders.toml")
    return tuple(
        (order["act"], re.compile(rf"{_LEAD}(?:{filled(order['shape'], table['macro'])})", re.DOTALL))
        for order in table["order"]
    )
