"""Words in quotation marks, for readers that shall not look inside them."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"\"[^\"]+\"|(?:^|(?<=[\s(:,]))'[^']+(?:'\w[^']*)*'(?=[\s.,;:!?)]|$)")


def without_quoted(text: str) -> str:
    """The text with quotations of more than two words blanked out, at the same length.

    A word or two in quotation marks is a way of naming ("my 'coffee' budget").
    """
    return _QUOTED.sub(lambda match: " " * len(match[0]) if len(match[0].split()) > 2 else match[0], text)
