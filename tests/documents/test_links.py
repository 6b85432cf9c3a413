"""Links of pages lead somewhere, and no file of the project names a package registry."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents.pages import PAGES, anchors_of

# In two parts, so that this file does not name them either.
REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("repo.maven.apache", "org"),
    ("repo1.maven", "org"),
    ("docker", "io"),
    ("hub.docker", "com"),
    ("ghcr", "io"),
    ("quay", "io"),
    ("crates", "io"),
    ("proxy.golang", "org"),
    ("deb.debian", "org"),
    ("archive.ubuntu", "com"),
    ("anaconda", "org"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
)
MADE = {"data", "dist", "build", "__pycache__"}  # built, fetched or stored by the project, no part of it


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), target
        assert not anchor or anchor in anchors_of(found.read_text("utf-8")), target


def project_files() -> Iterator[Path]:
    """Every file that belongs to the project."""
    for top in ROOT.iterdir():
        fetched = top.is_dir() and top.name.startswith(".") and top.name not in {".ci", ".github"}
        if not fetched and not top.name.endswith(".egg-info"):
            inside = top.rglob("*") if top.is_dir() else (top,)
            yield from (path for path in inside if path.is_file() and not MADE & set(path.relative_to(ROOT).parts))


def test_no_file_names_a_package_registry() -> None:
    hosts = [f"{name}.{domain}".encode() for name, domain in REGISTRIES]
    assert [path for path in project_files() if any(host in path.read_bytes() for host in hosts)] == []
