"""What a team takes along: its report as a page, a paper and slides, and its numbers as a workbook."""
