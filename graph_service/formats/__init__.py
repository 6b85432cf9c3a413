"""How answers are written for others' tools: tables as CSV, NDJSON and XLSX, each from the same columns and rows."""
