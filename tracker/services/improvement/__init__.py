"""Improvement work: goals, drivers, interventions, small tests and progress."""
