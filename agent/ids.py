"""Identifiers that sort by time: ULIDs, made from an injected clock."""

from __future__ import annotations

import secrets

from ..clock import Clock

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(clock: Clock) -> str:
    """A 26-character ULID: 48 bits of milliseconds, 80 random bits (Crockford base 32)."""
    value = (int(clock.now().timestamp() * 1000) << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -5, -5))
