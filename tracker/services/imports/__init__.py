"""Measurements from a file: read, checked row by row, and stored at once or not at all."""
