"""What pages show of counting."""
