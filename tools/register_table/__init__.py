"""What the register knows of provinces and countries, before and after a change of the seeds."""
