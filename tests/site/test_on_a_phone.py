"""Tables on a phone: whole across, with figures one can compare from column to column."""

import pytest

from tests.chromium import Visit


@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_numbers_rates_and_scores_align_alike_and_no_column_is_cut(visit_seeds: Visit, lang: str) -> None:
    address = f"/views/scenario?home=Q16963&unit1=Q16666&partner1=Q365&lang={lang}"
    page = visit_seeds(address, viewport={"width": 390, "height": 844}).page
    sheet = page.locator(".sheet").first
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    rows = sheet.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(1).map(cell => [getComputedStyle(cell).textAlign, cell.offsetWidth]))"
    )
    assert len(rows) > 5
    assert {align for row in rows for align, _ in row} == {"right"}
    assert all(abs(before - after) <= 12 for (_, before), (_, after) in rows)
