"""Candidates: who could be a unit's next partner, with a score that is shown term by term."""
