"""What the driver raises, in words a person can act on: one line, the address in it, never the password."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from socket import gaierror
from ssl import SSLCertVerificationError

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    CypherSyntaxError,
    DriverError,
    Neo4jError,
    UnsupportedServerProduct,
)

from graph_service.errors import QueryMismatch, ServiceError, StoreBusy, StoreUnavailable, StoreUnsound
from graph_service.store.neo4j_url import Neo4jUrl

# Without a handler of ours Python prints the driver's log to the terminal, beside the one line we raise.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_LOCKED = ("LockAcquisitionTimeout", "LockClientStopped", "DeadlockDetected")
# What the driver says of it; a test has it speak to such servers.
_HTTP, _ENCRYPTED, _HANDSHAKE = "looks like HTTP", "Failed to establish encrypted connection", "handshake response"
_TOO_LARGE = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError")


@contextmanager
def explained(url: Neo4jUrl) -> Iterator[None]:
    """Turn the driver's errors into the service's, and name the store where what it holds is unsound.

    Raises:
        StoreUnavailable, StoreBusy, QueryMismatch: in place of the driver's.
        StoreUnsound: as it was, with the address.
    """
    try:
        yield
    except StoreUnsound as error:
        raise StoreUnsound(f"{url}, {error.where}", error.problem, error.remedy) from error
    except (DriverError, Neo4jError, OSError) as error:
        raise _explain(error, url) from error


def _explain(error: Exception, url: Neo4jUrl) -> ServiceError:
    if isinstance(error, AuthError):
        return StoreUnavailable(f"{url} refuses user and password; correct them in GRAPH_SERVICE_STORE")
    if isinstance(error, CypherSyntaxError):
        return QueryMismatch(f"{url} does not understand our Cypher; it must be Neo4j 5.26 or later")
    if isinstance(error, Neo4jError):
        return _refused(error, url)
    if isinstance(error, ConfigurationError) and not isinstance(error, UnsupportedServerProduct):
        return StoreUnavailable(f"{url} cannot be used: {_line(error)}; correct GRAPH_SERVICE_STORE")
    return StoreUnavailable(f"{url} {_unreached(tuple(_causes(error)), url)} in GRAPH_SERVICE_STORE")


def _unreached(causes: Sequence[BaseException], url: Neo4jUrl) -> str:
    """Why no connection was made, as far as the causes of an error tell, and what to correct."""
    for told in (_by_kind(cause, url) for cause in causes):
        if told:
            return told
    said = " ".join(map(str, causes))
    if _HTTP in said:
        return "is a port of HTTP, as for Neo4j Browser; name the one of Bolt, mostly 7687,"
    if _ENCRYPTED in said:
        return f"makes no encrypted connection, most likely for it has no TLS; then write {url.plain}://"
    if _HANDSHAKE in said and any(isinstance(cause, TimeoutError) for cause in causes):
        return "takes a connection and says nothing; see whether it hangs, or correct host and port"
    if _HANDSHAKE in said and url.plain == url.scheme:
        return f"ends the connection before it begins, as where TLS is asked for; then write {url.scheme}+s://"
    return "does not answer; start it (`make neo4j`) or correct its address"


def _by_kind(cause: BaseException, url: Neo4jUrl) -> str | None:
    if isinstance(cause, SSLCertVerificationError):
        remedy = f"if the server signed its own, write {url.plain}+ssc://"
        return f"has a certificate that cannot be trusted ({cause.verify_message}); {remedy}"
    if isinstance(cause, gaierror):
        return "names a host that is not known here; correct it"
    if isinstance(cause, UnsupportedServerProduct):
        return "is no Neo4j: something else answers there; correct host and port"
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it: of a cluster each member has its own."""
    if error is not None:
        yield error
        for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _causes(each)
        yield from _causes(error.__cause__ or error.__context__)


def _refused(error: Neo4jError, url: Neo4jUrl) -> ServiceError:
    code = error.code or ""
    if code.endswith("DatabaseNotFound"):
        return StoreUnavailable(f"{url}: the server has no database {url.database!r}; correct GRAPH_SERVICE_STORE")
    if code.endswith("AuthenticationRateLimit"):
        told = "takes no password for some seconds, after wrong ones"
        return StoreUnavailable(f"{url} {told}; correct user and password in GRAPH_SERVICE_STORE, and try again then")
    if code.endswith(_LOCKED):
        return StoreBusy(f"another process is writing to {url}; try again when it has finished")
    if code.endswith(_TOO_LARGE):
        remedy = "load one layer after the other, or raise server.memory.heap.max_size"
        return StoreUnavailable(f"{url}: the change set is too large for the server's memory; {remedy}")
    if code.endswith(("ConstraintValidationFailed", "ConstraintCreationFailed")):
        told = "what is stored is not as it was left, and cannot be written to"
        return StoreUnavailable(f"{url}: {told}: {_line(error)}; `graph-service verify` tells what is wrong")
    return StoreUnavailable(f"{url}: {code}: {_line(error)}")


def _line(error: Exception) -> str:
    message = error.message if isinstance(error, Neo4jError) else None
    return " ".join((message or str(error)).split())
