"""Runs notebooks: which are stale, with which parameters, by papermill in kernels that are forked or on a cluster."""
