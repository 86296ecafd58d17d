"""Reviews: how much of their text a model may have written, and what they still cover.

Corpus or segment level only: nothing here says who wrote a single review.
"""

from __future__ import annotations

from .corpus import Corpus, make_corpus
from .estimate import ShareEstimate, estimate_share, shares_by
from .fitting import fit_table
from .reading import read_reviews
from .records import Review, ReviewFile
from .report import ReviewReport, make_report
from .table import ReferenceTable
from .weights import review_weights

__all__ = [
    "Corpus",
    "ReferenceTable",
    "Review",
    "ReviewFile",
    "ReviewReport",
    "ShareEstimate",
    "estimate_share",
    "fit_table",
    "make_corpus",
    "make_report",
    "read_reviews",
    "review_weights",
    "shares_by",
]
