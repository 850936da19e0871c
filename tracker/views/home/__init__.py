"""What the start page shows of the places a person works in."""
