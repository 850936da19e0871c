"""Signals of measures, each kept once from when it comes until it goes."""
