"""Finding items by words: titles that may be misspelt, people, categories, places, years."""
