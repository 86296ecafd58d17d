"""What a message may be: bounded, printable text."""

from __future__ import annotations

import unicodedata

from ..errors import UsageError

MAX_MESSAGE = 8_000


def clean_message(text: str) -> str:
    """The message without control characters. Raises `UsageError` when nothing is left or it is too long."""
    kept = "".join(
        " " if char in "\t\r\n\v\f" else char
        for char in text
        if char in "\t\r\n\v\f" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
    )
    kept = " ".join(kept.split())
    if not kept:
        raise UsageError(
            "The message is empty",
            hint='Say what you like or ask for something, e.g. "something like Alien but newer".',
        )
    if len(kept) > MAX_MESSAGE:
        raise UsageError(
            f"The message has {len(kept):,} characters; the limit is {MAX_MESSAGE:,}",
            hint="Shorten it; nothing was stored.",
        )
    return kept
