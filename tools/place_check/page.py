"""The section of docs/data.md that lists the places in doubt."""

from collections import Counter
from pathlib import Path

from tools import marked
from tools.place_check.finding import Finding
from tools.place_check.known import Judged

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
_MEANING = {
    "amid another region": ("六个最近的地方都属另一地区", "its six nearest places hang on one other region"),
    "far from its region": ("远离同一地区的其他地方", "it lies far from the other places of its region"),
    "region far from its places": ("地区坐标远离所属各地", "the point of a region lies far from its places"),
    "in another country": ("坐标落在别国", "its point lies in another country"),
    "in the sea": ("坐标落在海上", "its point lies in the sea"),
    "nowhere in its country": ("无坐标无地区，别国有同名地", "no point and no region, and another country has the name"),
    "twice": ("同名地相距五公里以内", "two places of one name within five kilometres"),
    "one Chinese name": ("一国之内两地同一中文名", "two places of a country under one Chinese name"),
    "larger namesake": ("同国有大十倍的同名地", "the country has a place of that name ten times as large"),
    "small for its partners": ("伙伴都是大城的小地方", "a small place whose partners are large cities"),
    "partner of two namesakes": ("两个同名地有同一伙伴", "two places of one name have the same partner"),
    "outside its city": ("名单写作一市的一部分，却不在该市", "lists write it as a part of a city, in which it does not lie"),
    "ties of a namesake": ("伙伴的其他结好指向同名地", "what its partner is tied to is tied to the namesake"),
}
_HEAD = """## 存疑的地点 Places in doubt

`python -m tools.place_check` 按下列各项查出可能放错的地点。查过属实的，连同理由列在 `tools/place_check/known.csv`；
尚未定论的列在下面。新出现的存疑地点会使测试失败。

`python -m tools.place_check` looks for places that may stand wrong. Those that were looked at and are right stand with the
reason in `tools/place_check/known.csv`; the undecided ones are listed below. A new one fails the tests. An open line says that
nobody has read the sources of that place yet, or that they do not decide it; it does not say that the place is wrong.

| 检查 check | 含义 meaning | 属实 right | 未定 open |
|---|---|---|---|
"""


def text(judged: Judged) -> str:
    """The section, without its marks."""
    right, still = (Counter(finding.check for finding in found) for found in (judged.right, judged.open))
    rows = [f"| {check} | {zh} {en} | {right[check]} | {still[check]} |" for check, (zh, en) in _MEANING.items()]
    rows.append(f"| | 合计 total | {right.total()} | {still.total()} |")
    parts = [_HEAD + "\n".join(rows)]
    for check in _MEANING:
        found = [finding for finding in judged.open if finding.check == check]
        if found:
            parts.append(f"### {check} · {_MEANING[check][0]}\n\n" + "\n".join(map(_line, found)))
    return "\n\n".join(parts) + "\n"


def put(page: str, section: str) -> str:
    """The page with the section between its marks; at the end where it has none."""
    return marked.put(page, "places in doubt", section)


def write(judged: Judged) -> None:
    """Write the section into the page, which is made where there is none."""
    page = PAGE.read_text("utf-8") if PAGE.exists() else "# 数据 The data\n"
    PAGE.write_text(put(page, text(judged)), encoding="utf-8", newline="\n")


def _line(finding: Finding) -> str:
    return f"- {finding.names[0]} ({', '.join(f'`{place_id}`' for place_id in finding.ids)}): {finding.reason}"
