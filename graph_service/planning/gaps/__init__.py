"""Gaps: where a home's network has a hole. One module per gap type; `find.py` lists them."""
