"""What the demo tells of its networks: programmes and who steers them, and the gatherings."""
