"""Slides: built from nothing, with charts that PowerPoint draws itself and a team can edit."""
