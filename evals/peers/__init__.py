"""Other memory systems (mem0, langmem) as baselines: the same embedder, the same model, the same questions."""
