"""Threads on a measure's chart: what is asked, answered, changed and taken away."""
