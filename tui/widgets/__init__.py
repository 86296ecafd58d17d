"""Widgets, one a file, each with a style sheet of the same name beside it."""
