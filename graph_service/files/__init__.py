"""Reading and writing records as files people edit. Files in, records with file and line out; no store, no graph."""
