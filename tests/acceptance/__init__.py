"""The acceptance table: every system, mechanism, figure and plan that the documents describe, and how it is answered."""

from pathlib import Path

import pytest

for path in Path(__file__).parent.glob("rows_*.py"):
    pytest.register_assert_rewrite(f"tests.acceptance.{path.stem}")
