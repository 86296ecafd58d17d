"""What the speaker aims at: a ceiling for spending, a floor for what is done."""

from .reader import read_goals

__all__ = ["read_goals"]
