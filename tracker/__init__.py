"""Øyehøyde: the work of a learning network, and run charts that explain themselves.

Empty on purpose: ``import tracker.analysis`` then loads no web framework.
"""
