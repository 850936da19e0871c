"""What the pages of the day show, to everybody and to its host, and what the mails to its units say."""
