"""Checks of printed figures against one another: which of them cannot all be true, whatever the extract says."""
