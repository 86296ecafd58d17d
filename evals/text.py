"""Words as the judges compare them: folded, without accents, case or punctuation."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def fold(text: str) -> str:
    """Lower case ASCII words separated by single spaces; `&` reads as `and`, apostrophes vanish."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("·", "-"))
    ascii_only = plain.translate(_APOSTROPHES).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))
