"""Memora (arXiv 2604.20006): the released conversations, played to a memory system and judged by FAMA."""
