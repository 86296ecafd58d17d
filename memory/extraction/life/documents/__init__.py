"""Documents in progress: their fields as they are told, changed and taken out."""

from .reader import read_documents

__all__ = ["read_documents"]
