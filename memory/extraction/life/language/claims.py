"""Short ways to make claims from stretches of a scene."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack

from .....fold import fold
from ....types import Claim, ClaimKind
from .scene import Scene


class More(TypedDict, total=False):
    """The fields of a claim that only some readers give."""

    polarity: int
    number: float | None
    unit: str | None
    replaces: tuple[str, ...]
    expires_at: datetime | None
    confidence: float
    rule: str
    subject: str
    happens_at: datetime | None
    closes: tuple[str, ...]


def make(
    kind: ClaimKind, attribute: str, value: str, scene: Scene, place: tuple[int, int], **more: Unpack[More]
) -> Claim:
    """A claim whose span is the user's words behind a stretch of the scene's text."""
    start, end = scene.plain.span(*place)
    return Claim(
        kind=kind, attribute=attribute, value_norm=fold(value) or value.strip(), value_text=value, start=start,
        end=end, **more,
    )  # fmt: skip
