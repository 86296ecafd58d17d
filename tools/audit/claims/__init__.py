"""Any generated text taken apart: grounded facts, ungrounded claims and evaluative framing, clause by clause."""

from __future__ import annotations

from .clauses import Clause, clauses
from .decompose import ClauseReading, Decomposition, decompose
from .features import FEATURES, Framing, framing
from .lexicon import CLASSES, EvaluativeLexicon, Hit, evaluative_lexicon
from .record import Field, SourceRecord
from .static import StaticAudit, StaticFinding, audit_static, facts_of

__all__ = [
    "CLASSES",
    "FEATURES",
    "Clause",
    "ClauseReading",
    "Decomposition",
    "EvaluativeLexicon",
    "Field",
    "Framing",
    "Hit",
    "SourceRecord",
    "StaticAudit",
    "StaticFinding",
    "audit_static",
    "clauses",
    "decompose",
    "evaluative_lexicon",
    "facts_of",
    "framing",
]
