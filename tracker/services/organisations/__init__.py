"""Organisations, as the administration keeps them."""
