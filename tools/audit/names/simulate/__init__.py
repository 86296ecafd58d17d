"""People, postings and writers made up from seeds, with what their writing does to names planted in them."""

from __future__ import annotations

from .mechanism import Condition, Mechanism, Rule, simulate
from .people import Posting, Resume, TasteProfile, posting, resume, taste_profile
from .planted import PLANTS, Plant, Writer, false_alarms, planted_panel, steady
from .ranking import Reranker

__all__ = [
    "PLANTS",
    "Condition",
    "Mechanism",
    "Plant",
    "Posting",
    "Reranker",
    "Resume",
    "Rule",
    "TasteProfile",
    "Writer",
    "false_alarms",
    "planted_panel",
    "posting",
    "resume",
    "simulate",
    "steady",
    "taste_profile",
]
