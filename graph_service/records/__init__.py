"""Records of the field and the rules that make a set of them a sound network. Imports nothing above itself."""
