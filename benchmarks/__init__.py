"""Timings and side-by-side runs. `python -m benchmarks` runs the quick form of each."""
