"""Tier 2: many audits together. Means, tails, flips, and what each of them can and cannot see."""

from __future__ import annotations

from .panel import Panel, comparable, panel_of
from .population import audit_population
from .report import CellFigures, PopulationReport, Test

__all__ = ["CellFigures", "Panel", "PopulationReport", "Test", "audit_population", "comparable", "panel_of"]
