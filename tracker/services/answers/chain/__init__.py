"""The chain from what was asked to what was told back: read, tied, ended, told, counted by week, and stopped."""
