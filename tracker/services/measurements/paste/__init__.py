"""What a block of cells from a spreadsheet says: which row is which period, which column which number. Pure.

Nothing is guessed in silence. Whatever is left out is told with its reason, and nothing is stored from here.
"""
