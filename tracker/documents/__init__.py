"""Files people take along: workbooks, slides and pages, made of plain values that a page shows too."""
