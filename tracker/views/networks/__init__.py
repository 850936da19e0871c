"""What pages show of a network."""
