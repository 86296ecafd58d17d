"""The scripted demonstration: two dated conversations, and a check of every promise they make."""
