"""The audit of replies: is every claim grounded, does any lean on what was taken back, is any mere praise?"""

from __future__ import annotations

from .check import audit
from .facts import FactWords
from .lexicon import Lexicon, load_lexicon
from .result import AuditResult, AuditSources, Finding
from .revise import Revision, facts_only, revise

__all__ = [
    "AuditResult",
    "AuditSources",
    "FactWords",
    "Finding",
    "Lexicon",
    "Revision",
    "audit",
    "facts_only",
    "load_lexicon",
    "revise",
]
