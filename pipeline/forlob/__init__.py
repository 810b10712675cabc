"""Forløb: from the registration extracts of a programme to a finished evaluation report."""

__version__ = "0.1.0"
