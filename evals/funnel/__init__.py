"""Ranking quality by time: cases, the recommenders compared, and how the funnel's weights are chosen."""
