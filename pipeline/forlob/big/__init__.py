"""Cleans extracts too big for memory: split by participant, each chunk cleaned as if it were all, and joined again."""
