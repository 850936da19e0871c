"""Home: where a person starts, and her own account."""
