"""What pages show of a programme."""
