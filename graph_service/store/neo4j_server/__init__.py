"""A real Neo4j on loopback for tests and for people, without root: from Docker, else from Java and Maven."""

from graph_service.store.neo4j_server.server import CACHE, Server, running_server
from graph_service.store.neo4j_server.trial import trial_database

__all__ = ["CACHE", "Server", "running_server", "trial_database"]
