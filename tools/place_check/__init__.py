"""A check that finds places of the seeds that stand wrong: far from their region, abroad, twice, or under the name of another."""
