"""Names and pronouns taken out of what was generated, so that a comparison sees only what is said."""

from __future__ import annotations

import re

from .swap import PLACEHOLDER, neutral


def masked(text: str, name: str) -> str:
    """The text with the name, its parts and gendered pronouns replaced by neutral words."""
    parts = [part for part in name.split() if part]
    joined = "".join(parts)
    forms = [r"\s+".join(map(re.escape, parts))]
    if len(parts) > 1:
        forms += [re.escape(joined), r"[._-]".join(map(re.escape, parts))]
        forms.append(r"".join(rf"{re.escape(part[0])}\.\s?" for part in parts[:-1]) + re.escape(parts[-1]))
    forms += [re.escape(part) for part in sorted(set(parts), key=len, reverse=True)]
    pattern = "|".join(rf"\b{form}\b" for form in forms if form)
    text = re.sub(pattern, PLACEHOLDER, text, flags=re.IGNORECASE) if pattern else text
    return neutral(text)


def survivors(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Name parts that are still in a masked text: as words, or of five letters or more inside others."""
    low = text.lower()
    words = set(re.findall(r"\w+", low))
    parts = dict.fromkeys(part for name in names for part in name.lower().split())
    return tuple(part for part in parts if part in words or (len(part) >= 5 and part in low))
