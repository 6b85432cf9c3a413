"""Measures: pure functions from a snapshot to typed results. No clock, no settings, no I/O."""
