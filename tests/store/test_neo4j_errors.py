"""What the driver raises, in words a person can act on."""

import asyncio
from socket import gaierror, socket
from ssl import SSLCertVerificationError

import pytest
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import ConfigurationError, Neo4jError, ServiceUnavailable

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


ANSWERS = {
    "http": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "something else": b"SSH-2.0-OpenSSH_9.2\r\n",
    "nothing": b"",
}
NO_TLS = "makes no encrypted connection, most likely for it has no TLS; then write {plain}://"
UNREACHED = [
    ("{plain}", "http", "is a port of HTTP, as for Neo4j Browser; name the one of Bolt, mostly 7687,"),
    ("{plain}", "something else", "is no Neo4j: something else answers there; correct host and port"),
    ("{plain}", "nothing", "ends the connection before it begins, as where TLS is asked for; then write {plain}+s://"),
    ("{plain}+s", "http", NO_TLS),
    ("{plain}+s", "nothing", NO_TLS),
    ("{plain}+ssc", "nothing", NO_TLS),
    ("{plain}", None, "does not answer; start it (`make neo4j`) or correct its address"),
    ("{plain}+s", None, "does not answer; start it (`make neo4j`) or correct its address"),
]


@pytest.mark.parametrize("plain", ["bolt", "neo4j"])
@pytest.mark.parametrize(("scheme", "answer", "words"), UNREACHED)
def test_what_is_no_server_of_bolt_is_told_as_what_it_seems_to_be(
    plain: str, scheme: str, answer: str | None, words: str
) -> None:
    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(20)
        writer.write(ANSWERS[answer or "nothing"])
        writer.close()

    async def story() -> str:
        server = await asyncio.start_server(answered, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        if answer is None:
            server.close()
        url = Neo4jUrl(f"{scheme.format(plain=plain)}://127.0.0.1:{port}", "neo4j", "opensesame")
        async with server, AsyncGraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
            with pytest.raises(StoreUnavailable) as caught, explained(url):
                await driver.verify_connectivity()
            return str(caught.value).removeprefix(f"{url} ")

    assert asyncio.run(story()) == f"{words.format(plain=plain)} in GRAPH_SERVICE_STORE"


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_takes_a_connection_and_hangs_is_not_told_as_one_that_wants_another_scheme(scheme: str) -> None:
    async def ask(port: int) -> None:
        url = Neo4jUrl(f"{scheme}://127.0.0.1:{port}", "neo4j", "opensesame")
        async with AsyncGraphDatabase.driver(
            url.address, auth=(url.user, url.password), connection_timeout=0.2, connection_acquisition_timeout=0.2
        ) as driver:
            with explained(url):
                await driver.verify_connectivity()

    with socket() as hanging:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen()
        with pytest.raises(StoreUnavailable, match="takes a connection and says nothing; see whether it hangs, or correct host"):
            asyncio.run(ask(hanging.getsockname()[1]))


def test_a_certificate_and_a_host_that_do_not_hold_are_told_of_whichever_member_of_a_cluster() -> None:
    untrusted = SSLCertVerificationError(1, "certificate verify failed")
    untrusted.verify_message = "self-signed certificate"
    for cause, words in (
        (untrusted, "cannot be trusted (self-signed certificate); if the server signed its own, write neo4j+ssc:// in GRAPH_"),
        (gaierror(-2, "Name or service not known"), "names a host that is not known here; correct it in GRAPH_SERVICE_STORE"),
    ):
        member = ServiceUnavailable("Couldn't connect")
        member.__cause__ = cause
        with pytest.raises(StoreUnavailable) as caught, explained(Neo4jUrl("neo4j+s://a.example:7687", "neo4j", "opensesame")):
            raise ServiceUnavailable("Unable to retrieve routing information") from ExceptionGroup("all", [member])
        assert words in str(caught.value)
