"""What pages say of those who speak for patients and next of kin."""
