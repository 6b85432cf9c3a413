"""Finding places by what they are called: exactly for the resolver, and as people type it for the search."""
