"""What is asked runs in the environment of the generated client, where its package is."""

collect_ignore = ["ask.py"]
