"""A network as arrays, and the measures of whole graphs: pure functions that know nothing of places or dates."""
