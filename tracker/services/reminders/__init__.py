"""What a host writes to her teams: whom it can go to, what it says, and what became of it."""
