"""What pages show of a team."""
