"""The funnel that joins the models: retrieval, hard filters, blend, diversity, and the trail of all of it."""

from __future__ import annotations

from .config import FunnelConfig
from .funnel import Funnel
from .scorer import Scorer

__all__ = ["Funnel", "FunnelConfig", "Scorer"]
