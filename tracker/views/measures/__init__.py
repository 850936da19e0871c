"""What pages show of measures."""
