"""Dates in everyday words, read from the moment they are said."""

from .mention import DateMention
from .reader import find_dates

__all__ = ["DateMention", "find_dates"]
