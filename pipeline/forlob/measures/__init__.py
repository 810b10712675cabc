"""Every number of the report: pure functions from Data to rows of the measures table, one module a prefix.

Measure `exits.self_supporting` is the function `self_supporting` in `exits.py`; `cumulative_incidence` and `statistics`
are the functions of those names in the modules of those names.
"""
