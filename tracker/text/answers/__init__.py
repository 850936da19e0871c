"""What the pages for patients and next of kin say, in four languages, and the code that withdraws an answer."""
