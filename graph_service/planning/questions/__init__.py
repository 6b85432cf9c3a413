"""Named questions: what planners ask again and again, each with a name, parameters and rows of fixed columns."""
