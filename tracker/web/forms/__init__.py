"""What forms are made of: the base form, its fields and its messages."""
