"""Places and agreements drawn at random from the seeds, the record of their reading, and what it says of the whole."""
