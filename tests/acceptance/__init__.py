"""The acceptance table: every system, mechanism, figure and plan that the documents describe, and how it is answered."""

import pytest

pytest.register_assert_rewrite(*(f"tests.acceptance.rows_00{number}" for number in range(5)))
