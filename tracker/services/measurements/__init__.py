"""Measurements: recording, history, phases, notes, rare events and flags."""
