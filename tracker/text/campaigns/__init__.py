"""What the public pages of the day say, in four languages: a text is there in all of them or in none."""
