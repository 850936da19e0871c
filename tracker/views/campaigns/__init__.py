"""The day in words: as its host sees it, and the mails to its units."""
