"""What the driver raises, in words a person can act on."""

import pytest
from neo4j.exceptions import ConfigurationError, Neo4jError

from graph_service.errors import QueryMismatch, ServiceError, StoreBusy, StoreUnavailable, StoreUnsound
from graph_service.store.neo4j_errors import explained
from graph_service.store.neo4j_url import Neo4jUrl

URL = Neo4jUrl("neo4j://127.0.0.1:7687", "neo4j", "opensesame")


def server_error(code: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=f"Neo.{code}", message="said the server,\nat length")  # noqa: SLF001  # as the driver does


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (
            "TransientError.General.MemoryPoolOutOfMemoryError",
            StoreUnavailable,
            "too large for the server's memory; load one layer",
        ),
        ("TransientError.Transaction.LockAcquisitionTimeout", StoreBusy, "another process is writing"),
        ("ClientError.Statement.SyntaxError", QueryMismatch, "must be Neo4j 5.26 or later"),
        ("ClientError.Schema.ConstraintValidationFailed", StoreUnavailable, "said the server, at length"),
    ],
)
def test_an_error_of_the_server_becomes_one_line_with_the_address(code: str, kind: type[ServiceError], words: str) -> None:
    with pytest.raises(kind, match=words) as caught, explained(URL):
        raise server_error(code)
    assert "neo4j://127.0.0.1:7687/neo4j" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_url_the_driver_cannot_use_is_told_with_its_reason() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be used: no such thing"), explained(URL):
        raise ConfigurationError("no such thing")


def test_an_error_of_ours_passes_as_it_is() -> None:
    with pytest.raises(StoreBusy, match="mine"), explained(URL):
        raise StoreBusy("mine")


def test_what_is_unsound_is_told_with_the_address() -> None:
    with pytest.raises(StoreUnsound, match=r"neo4j://127\.0\.0\.1:7687/neo4j, record 'oss': it is odd; mend it"), explained(URL):
        raise StoreUnsound("record 'oss'", "it is odd", "mend it")
