"""What needs longer than a test: `make soak` does it in full and prints figures, `make test` a short cut of each."""
