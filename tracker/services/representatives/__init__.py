"""Those who speak for patients and next of kin: what they say, how they are heard, and who is sought."""
