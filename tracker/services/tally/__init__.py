"""Counting at the bedside: questions, codes, counts and their sums."""
