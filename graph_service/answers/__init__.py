"""Answers: the documents that HTTP and the command line both give, in the shapes clients rely on."""
