"""Tools that make what the project holds; they do not come with the package."""
