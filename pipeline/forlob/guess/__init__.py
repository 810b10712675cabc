"""Guesses what the files of a folder hold, and drafts a programme.yaml. Pure: the caller reads and writes."""
