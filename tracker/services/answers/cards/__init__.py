"""Cards and posters: which numbers are printed, and the question as a network's owner gave it."""
