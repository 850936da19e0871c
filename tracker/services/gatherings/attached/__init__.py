"""What hangs on a gathering: links to where things are kept, and files that are kept here."""
