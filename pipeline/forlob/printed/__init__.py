"""Printed figures: read, set beside computed ones, and checked against one another, whatever the extract says."""
