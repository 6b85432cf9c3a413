"""The documentation page of the interface needs no internet, is in the language of its reader, and leads on."""

import re
from urllib.parse import urljoin

from fastapi.testclient import TestClient


def test_the_documentation_page_asks_no_other_host_and_all_that_it_names_is_there(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    addresses = [one for one in re.findall(r'(?:src|href|action)="([^"#]+)"', page.text) if not one.startswith("data:")]
    assert {"./", "./openapi.json"} <= {one.partition("?")[0] for one in addresses}
    for address in addresses:
        assert not re.match("[a-z]+:|//", address)
        assert client.get(urljoin("/docs", address)).status_code == 200


def test_the_documentation_page_is_in_the_language_of_its_reader(client: TestClient) -> None:
    for language, title in (("zh", "接口文档"), ("en", "API documentation")):
        html = client.get(f"/docs?lang={language}").text
        assert f'<html lang="{language}">' in html
        assert f"<title>{title}</title>" in html


def test_there_is_one_page_of_the_reference(client: TestClient) -> None:
    assert client.get("/redoc").status_code == 404
    assert "redoc" not in client.get("/docs").text
