"""The day in words: to everybody, on a unit's own page, as its host sees it, and in the mails to its units."""
