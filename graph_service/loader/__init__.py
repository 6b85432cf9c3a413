"""Loading files into a store: read, check the whole network that would result, write once or not at all."""

from graph_service.loader.load import LoadReport, SeedLoad, load_files
from graph_service.loader.plan import plan_load
from graph_service.loader.without_store import records_of, snapshot_of_files, snapshot_of_seeds

__all__ = ["LoadReport", "SeedLoad", "load_files", "plan_load", "records_of", "snapshot_of_files", "snapshot_of_seeds"]
