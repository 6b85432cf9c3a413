"""The page docs/data-reading.md: what was read, what was wrong, and the rate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools.reading.record import OPEN, WRONG, Share, share, whole
from tools.seed_builder.inputs import Row

PAGE = Path(__file__).parents[2] / "docs" / "data-reading.md"
_HEAD = """# 数据有多准 How right the data are

从种子数据中随机抽取地点和结好关系，逐行对照来源阅读。每行的结论见 `tools/reading/read.csv`。

Places and agreements were drawn from the seeds at random and read against their sources. `python -m tools.reading draw`
draws them, the same for the same `--seed`; the verdict on each row stands in `tools/reading/read.csv`.

第一次抽取（20261128，共500行）读于更正之前；第二次（20261129，共200行）读于按类更正之后，用以估计剩余的错误率；
第二次打开的网页较少，比率偏低。

The first draw (20261128, 500 rows) was read before anything was mended, the second (20261129, 200 rows) after its faults
were mended as classes, to tell the rate that is left; fewer of its pages were opened, so that its rate is rather too low.

| 层 stratum | 含义 meaning |
|---|---|
| `china` | 中国地点 places of China |
| `region`, `country` | 国外地区和国家 regions and countries abroad |
| `partner` | 有中国伙伴的国外城市 towns abroad with a Chinese partner |
| `elsewhere` | 其他地点 all other places |
| `china-page`, `world-page` | 来源为网页的结好关系 agreements whose source is a page |
| `china-list`, `world-list` | 来源为维基百科列表等 agreements from the lists of Wikipedia and sources without an address |

区间为95%（威尔逊法）；合计按各层行数加权。Intervals are of 95 % (Wilson); a total weighs each stratum by its rows.
"""
_READ = """
### 对照的来源 What was read

- `page`：来源网页，或述及同一事实的另一网页 the page of the source, or another page that tells the same
- `list`：维基百科列表中的该行 the row of the list
- `words`：随数据保存的来源原句 the sentence of the source that is kept with the row
- `row`：仅有该行；两端地点与地名库核对，以辨同名 nothing but the row, whose two places were held against the gazetteers
  for namesakes. A row of a page is left open then; one of a list is judged by its places, for the pair is a copy of the list
- 其余为地名库：逐列由程序核对，差异逐一人工判断 the others name a gazetteer, held against every column by machine, and
  each difference judged by eye. Chinese names were read one by one

“错”指所述与事实不符，不论错在来源、数据集还是程序。城镇人口数未核实。

A row is wrong where it says what is not so, whether the source, the set of data or the builder is at fault. Numbers of
people of towns were not proved.

"""


def text(rows: Sequence[Row]) -> str:
    """The page that the record makes."""
    parts = [_HEAD]
    for draw in sorted({row["draw"] for row in rows}):
        for kind, called in (("place", "地点 Places"), ("agreement", "结好关系 Agreements")):
            drawn = [row for row in rows if row["draw"] == draw and row["kind"] == kind]
            parts.append(f"## {called}, {draw}\n\n{_table(drawn)}")
    wrong = [row for row in rows if row["verdict"] == WRONG]
    parts += [
        f"## 错处 What was wrong\n\n{_faults(wrong)}\n{_READ}\n{_compared(rows)}",
        f"### 逐行 Row by row\n\n{_lines(wrong)}",
    ]
    undecided = [row for row in rows if row["verdict"] == OPEN]
    parts.append(f"### 未能定论 What could not be decided\n\n{_lines(undecided)}")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def write(rows: Sequence[Row]) -> None:
    """Write the page."""
    PAGE.write_text(text(rows), encoding="utf-8", newline="\n")


def _table(rows: Sequence[Row]) -> str:
    head = (
        "| 层 stratum | 总行数 rows | 抽取 drawn | 定论 decided | 错 wrong | 比率 rate | 95 % |\n|---|---|---|---|---|---|---|\n"
    )
    strata = {row["stratum"]: int(row["of"]) for row in rows}
    lines = [_row(name, of, share([row for row in rows if row["stratum"] == name])) for name, of in strata.items()]
    return head + "\n".join([*lines, _row("**合计 all**", sum(strata.values()), whole(rows))])


def _row(name: str, of: int, found: Share) -> str:
    interval = f"{found.low:.1f}–{found.high:.1f} %"
    return f"| {name} | {of:,} | {found.drawn} | {found.decided} | {found.wrong} | {found.percent:.1f} % | {interval} |"


def _faults(wrong: Sequence[Row]) -> str:
    count = Counter(row["fault"] for row in wrong)
    open_still = Counter(row["fault"] for row in wrong if not row["mended"])
    lines = [f"| {fault} | {number} | {number - open_still[fault]} |" for fault, number in count.most_common()]
    return "| 错在何处 fault | 错 wrong | 已更正 mended |\n|---|---|---|\n" + "\n".join(lines)


def _compared(rows: Iterable[Row]) -> str:
    count = Counter((row["kind"], row["read"]) for row in rows)
    lines = [f"| {kind} | {read} | {number} |" for (kind, read), number in sorted(count.items())]
    return "| | read | 行 rows |\n|---|---|---|\n" + "\n".join(lines)


def _lines(rows: Iterable[Row]) -> str:
    return "\n".join(
        f"- `{row['id']}`: {': '.join(filter(None, (row['fault'], row['mended'] or 'not mended yet')))}" for row in rows
    )
