"""`python -m tests.acceptance` writes docs/acceptance.md."""

from tests.acceptance.table import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
