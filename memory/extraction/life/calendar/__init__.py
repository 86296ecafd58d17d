"""Appointments: made, moved, called off. They end by the clock."""

from .reader import read_calendar

__all__ = ["read_calendar"]
