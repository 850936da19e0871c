"""Measures: the plan, its targets, the library, and how the chart is read."""
