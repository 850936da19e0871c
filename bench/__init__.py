"""Measurements of the running application: `make bench`."""
