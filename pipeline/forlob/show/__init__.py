"""What a reader sees: gated rows of the measures table -> numbers, tables, charts and boxes, in Danish and English.

Pure: nothing is written here, and no number is computed but a percent from n and of.
"""
