"""Turns the public data sets into the layers `world` and `china`; `tables/` holds what was decided by hand."""
