"""Texts to vectors and words, the index that holds them, and what is nearest to a query."""
