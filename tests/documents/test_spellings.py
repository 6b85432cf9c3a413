"""What people read says each thing in one way: no text of the package or of the documents holds a spelling that was given up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What was given up, and what is said instead.
GIVEN_UP = {
    "份(协议|友城)": "对",
    "本方": "我方",
    "第 ?[0-9一二三两] ?步|步之内": "直接友城, 友城的友城",
    "第 ?[0-9一二三] ?级": "省级, 市级, 县级",
    "该国": "a country, or an area: 所在国家或地区",
    "两国同|两国不同|both countries|two countries share": "a pair may be with an area: 双方, both sides",
    '单位[与和]国家["”]': "a list that holds areas: 国家和地区",
    "葡萄串(?!（?集群|式)|(?<!葡萄串（)(?<!葡萄串)(?<!友城)集群": "葡萄串（集群）",
    "知识陈旧": "信息待更新",
    "版图错位": "友城与经贸布局不匹配",
    "茎外葡萄": "未挂靠省级友城",
    "声称与清点": "公布数与在册数",
}
SUFFIXES = {".py", ".js", ".html", ".svg", ".toml"}


def texts() -> Iterator[Path]:
    """Every file of the package that may hold words, and every page and notebook."""
    yield from (path for path in sorted((ROOT / "graph_service").rglob("*")) if path.suffix in SUFFIXES)
    yield from sorted((ROOT / "docs").glob("*.md"))
    yield from sorted((ROOT / "notebooks").glob("*.ipynb"))
    yield ROOT / "README.md"


@pytest.mark.first(2)
@pytest.mark.parametrize("given_up", GIVEN_UP)
def test_no_text_holds_a_spelling_that_was_given_up(given_up: str) -> None:
    lines = ((path, number, line) for path in texts() for number, line in enumerate(path.read_text("utf-8").splitlines(), 1))
    found = [f"{path.relative_to(ROOT)}:{number}" for path, number, line in lines if re.search(given_up, line)]
    assert found == [], GIVEN_UP[given_up]
