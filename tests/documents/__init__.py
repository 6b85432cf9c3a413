"""The documents say what the code does: what both name is read from both and compared."""
