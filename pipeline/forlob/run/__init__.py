"""Runs the steps of a report: where things lie, what a run selects, papermill, and what each step last made."""
