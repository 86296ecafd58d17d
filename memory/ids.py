"""Identifiers that sort by time: ULIDs (48 bits of milliseconds, 80 bits of entropy, Crockford base 32)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Entropy = Callable[[int], bytes]


_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)


def _encode(value: int) -> str:
    """26 digits, two at a time."""
    return "".join([_PAIRS[(value >> shift) & 1023] for shift in range(120, -1, -10)])


class IdFactory:
    """Makes ULIDs. Within one factory they strictly increase, even while the clock stands still.

    `entropy(n)` returns n random bytes; give a seeded one for reproducible runs.
    """

    def __init__(self, entropy: Entropy = os.urandom) -> None:
        self._entropy = entropy
        self._lock = threading.Lock()
        self._last = 0

    def new(self, at: datetime) -> str:
        """A new id of 26 characters for the moment `at` (timezone-aware)."""
        moment = max(0, int(at.timestamp() * 1000)) & (2**48 - 1)
        with self._lock:
            value = (moment << 80) | int.from_bytes(self._entropy(10), "big")
            if value <= self._last and self._last >> 80 == moment:
                value = self._last + 1
            self._last = value
        return _encode(value)

    def salt(self) -> bytes:
        """Sixteen bytes nobody can guess, for one ledger row."""
        return self._entropy(16)
