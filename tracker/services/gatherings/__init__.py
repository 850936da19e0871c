"""Gatherings: planned by the host, prepared by the teams, written up and followed."""
