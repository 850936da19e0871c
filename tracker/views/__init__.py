"""What a page, a report or a mail shows, as plain values."""
