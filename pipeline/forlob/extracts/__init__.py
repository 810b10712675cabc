"""Reads extracts as they are: cells with the file and physical row that they stand in."""
