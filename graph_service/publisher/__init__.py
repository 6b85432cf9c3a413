"""Publishing: one current snapshot for all readers, and the next one when the store or the day has changed."""

from graph_service.publisher.publisher import Published, Publisher

__all__ = ["Published", "Publisher"]
