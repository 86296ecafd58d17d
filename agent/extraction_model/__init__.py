"""What only a model can read in a message, as claims that pass the same validator as the rules'."""

from __future__ import annotations

from .extract import Extracted, extract
from .gate import worth_asking

__all__ = ["Extracted", "extract", "worth_asking"]
