"""What happened and can be counted: money spent, steps walked, hours slept."""

from .reader import read_events

__all__ = ["read_events"]
