"""Reviews: how much of their text a model may have written, and what they still cover."""
