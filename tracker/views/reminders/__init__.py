"""What pages show of what a host writes: the review before it is sent, and the receipt after."""
