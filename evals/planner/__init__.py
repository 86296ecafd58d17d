"""Labelled utterances, the rules that compare acts, and the engines that read messages."""
