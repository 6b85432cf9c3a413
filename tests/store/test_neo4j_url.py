"""Addresses of a Neo4j database."""

import pytest

from graph_service.errors import BadRequest
from graph_service.store.neo4j_url import Neo4jUrl


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("neo4j://neo4j:secret@127.0.0.1:7687/neo4j", ("neo4j://127.0.0.1:7687", "neo4j", "secret", "neo4j")),
        ("bolt://me:p%40ss%2Fword@graph.example/cities", ("bolt://graph.example:7687", "me", "p@ss/word", "cities")),
        ("neo4j+s://me:x@[::1]:7000", ("neo4j+s://[::1]:7000", "me", "x", "neo4j")),
    ],
)
def test_a_url_names_address_user_password_and_database(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(Neo4jUrl.parse(text)) == parts


@pytest.mark.parametrize(
    "text",
    ["neo4j://127.0.0.1", "http://neo4j:secret@localhost", "neo4j://neo4j:secret@:7687", "neo4j://neo4j:secret@host:x"],
)
def test_anything_else_is_refused_without_repeating_the_password(text: str) -> None:
    with pytest.raises(BadRequest, match="expected neo4j://USER:PASSWORD@HOST:PORT/DATABASE") as caught:
        Neo4jUrl.parse(text)
    assert "secret" not in str(caught.value)


def test_only_the_secret_form_shows_the_password_and_it_reads_back() -> None:
    url = Neo4jUrl("neo4j://127.0.0.1:7687", "neo4j", "p@ss/word")
    assert "p@ss" not in f"{url} {url!r}"
    assert Neo4jUrl.parse(url.secret()) == url
    assert url.port == 7687


@pytest.mark.parametrize("password", ["a/b", "a#b", "a?b", "a%2Fb/c"])
def test_a_password_that_cuts_the_url_is_told_how_to_write_and_is_not_shown(password: str) -> None:
    with pytest.raises(BadRequest) as caught:
        Neo4jUrl.parse(f"neo4j://neo4j:{password}@localhost:7687/neo4j")
    assert "percent-encoded, / as %2F" in str(caught.value)
    assert password not in str(caught.value)


@pytest.mark.parametrize("database", ["system", "System", "sys%74em"])
def test_the_database_of_users_is_refused_before_any_server_is_asked(database: str) -> None:
    with pytest.raises(BadRequest, match="keeps users and databases, no records; name another") as caught:
        Neo4jUrl.parse(f"neo4j://neo4j:secret@localhost/{database}")
    assert "secret" not in str(caught.value)
