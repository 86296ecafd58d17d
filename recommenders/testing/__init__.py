"""Placeholder docstring: say in one line what this room holds."""
