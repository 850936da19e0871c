"""Improvement work: goals, drivers, interventions, small tests and how far a goal is."""
