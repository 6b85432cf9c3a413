"""Where the network is kept: one narrow protocol, two implementations under one contract suite."""
