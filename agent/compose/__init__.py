"""Answers written from tool results and nothing else."""
