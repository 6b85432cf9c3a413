"""Planning: what a planner should do next, from the measures. Pure functions, like the measures below."""
