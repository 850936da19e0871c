"""What everybody may know of a day."""
