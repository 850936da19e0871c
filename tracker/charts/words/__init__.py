"""A reading in words: summary, sentences, explanations and nouns."""
