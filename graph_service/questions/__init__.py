"""Every question of the service, declared once: HTTP, the command line and Python offer what stands in `table`."""
