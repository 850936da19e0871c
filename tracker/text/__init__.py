"""Text: how people write and read numbers, days and names, and what must not be stored."""
