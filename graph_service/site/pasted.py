"""Rows pasted out of a spreadsheet as clerks keep it: headings in any order, numbers of rows, merged and blank cells, totals, and
dates in the forms in which sheets have them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from unicodedata import normalize

FIELDS = ("unit", "partner", "kind", "date")
_APART = re.compile(r"[,，;；|]")  # one after the other: an empty cell between
_QUOTES = '"“”'  # into which a sheet puts cells
# What headings say, the surest first: 签署日期 is a date and 友城类别 a kind, though 签署 and 友城 stand elsewhere too.
_HEADS: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"日期|时间|年月|\bdate\b|\bsigned\b|\bwhen\b", re.IGNORECASE),
    "kind": re.compile(r"类别|类型|性质|\bkind\b|\btype\b", re.IGNORECASE),
    "partner": re.compile(r"对方|外方|外国|国外|境外|友城|伙伴|\bpartner\b", re.IGNORECASE),
    "unit": re.compile(r"我方|中方|我省|我市|本省|省内|国内|\bunit\b|\bour side\b", re.IGNORECASE),
}
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|共计|注[:：]|total\b", re.IGNORECASE)
# As calendars and spreadsheets write it, the year first: 2027年3月1日, 2027/3/1, 2027.3, 20270301; and as Excel counts days.
_WRITTEN = re.compile(r"(\d{4})(?:年|[年/.-](\d{1,2})(?:月|[月/.-](\d{1,2})日?)?)")
_CLOSE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_COUNTED = re.compile(r"[3-6]\d{4}")
_FIRST = date(1899, 12, 30)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")


def rows_of(pasted: str) -> list[dict[str, str]]:
    """What the lines say, by field. Without headings the cells are unit, partner, kind and date, after a number of the row where
    all lines have one."""
    lines = [cells for line in pasted.splitlines() if any(cells := _cells(line))]
    sheet = "\t" in pasted
    if sheet and lines and all(_NUMBER.fullmatch(normalize("NFKC", cells[0])) for cells in lines):
        lines = [cells[1:] for cells in lines]
    return list(_read(lines, sheet=sheet))


def _read(lines: Sequence[Sequence[str]], *, sheet: bool) -> Iterator[dict[str, str]]:
    """The rows below each line of headings; of merged cells the first alone holds our side, and the next rows mean it too."""
    places: Mapping[str, int] = {field: at for at, field in enumerate(FIELDS)}
    headed, unit = False, ""
    begins = next((at for at, cells in enumerate(lines) if _heads(cells)), 0)  # below a title
    for cells in lines[begins:]:
        if heads := _heads(cells):
            places, headed, unit = heads, True, ""
            continue
        row = {field: cells[at] for field, at in places.items() if at < len(cells)}
        if headed and (not row.get("partner") or _TOTAL.match(next(filter(None, cells)))):
            continue  # a heading across the sheet, a total, a remark
        unit = row.get("unit") or (unit if sheet else "")
        yield {**row, "unit": unit} if unit else row


def _heads(cells: Sequence[str]) -> Mapping[str, int]:
    """Which cell of a line of headings stands over which field; nothing of any other line."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        field = next((field for field, words in _HEADS.items() if words.search(cell)), None)
        if field is not None:
            found.setdefault(field, at)
    return found if {"unit", "partner"} <= found.keys() else {}


def _cells(line: str) -> list[str]:
    cells = line.split("\t") if "\t" in line else _APART.split(line)  # in cells of a sheet commas may stand
    return [cell.strip().strip(_QUOTES).strip() for cell in cells]


def day_of(text: str) -> str:
    """A date as records have it, of one that is written otherwise; what is none as it was typed.

    >>> day_of("2027年3月1日"), day_of("２０２７．３"), day_of("20270301"), day_of("46447"), day_of("二〇二七年十二月二十一日")
    ('2027-03-01', '2027-03', '2027-03-01', '2027-03-01', '2027-12-21')
    """
    plain = normalize("NFKC", text).strip()
    plain = _TENS.sub(_ten, plain).translate(_DIGITS) if "年" in plain else plain
    if written := (_CLOSE.fullmatch(plain) or _WRITTEN.fullmatch(plain)):
        return "-".join(part.zfill(2) for part in written.groups() if part)
    if _COUNTED.fullmatch(plain):
        return (_FIRST + timedelta(int(plain))).isoformat()
    return plain


def _ten(found: re.Match[str]) -> str:
    """A number of two Chinese digits: 十二, 二十一."""
    tens, ones = found[1] or "一", found[2] or "〇"
    return f"{tens}{ones}"
