"""The public page of a year's day, as plain values."""
