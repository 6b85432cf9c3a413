"""`make neo4j`: a server in the foreground, its data kept in `.neo4j/`; Ctrl-C stops it."""

import argparse
import logging
import os
import signal
import sys
from pathlib import Path

from graph_service.errors import ServiceError
from graph_service.store.neo4j_server.release import pinned_version
from graph_service.store.neo4j_server.server import CACHE, Server, ended, running_server


def main() -> int:
    """Run a server until it is told to stop; 0 if it was, 1 if it could not start or ended by itself."""
    options = _options()
    logging.basicConfig(format="%(message)s")
    if given := os.environ.get("SISTER_CITY_TEST_NEO4J"):
        print(f"SISTER_CITY_TEST_NEO4J names a server already:\n    make run STORE={given}")
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running_server(options.folder, port=options.port, browser=options.http_port, version=options.version) as server:
            _serve(server)
    except KeyboardInterrupt:
        return 0
    except ServiceError as error:
        print(*getattr(error, "__notes__", ()), f"neo4j: {error}", sep="\n", file=sys.stderr)
        return 1
    return 0


def _serve(server: Server) -> None:
    print(f"Neo4j answers. Use it from another terminal, and stop it here with Ctrl-C:\n    make run STORE={server.url.secret()}")
    print(f"Neo4j Browser, user neo4j, password {server.url.password}:\n    {server.browser}")
    sys.stdout.flush()
    server.process.wait()
    raise ended(server)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m graph_service.store.neo4j_server", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CACHE, help="where data, logs and password are kept")
    parser.add_argument("--port", type=_port, default=7687, help="the Bolt port on 127.0.0.1")
    parser.add_argument("--http-port", type=_port, default=7474, help="the port of Neo4j Browser on 127.0.0.1")
    parser.add_argument("--version", default=pinned_version(), help="of the long-term line or the calendar line (2026.08.1)")
    return parser.parse_args()


def _port(text: str) -> int:
    if not 0 <= (port := int(text)) <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is no port; name one between 1 and 65535, or 0 for a free one")
    return port


if __name__ == "__main__":
    sys.exit(main())
