"""What pages about answers show, as plain values."""
