"""Publishing: one current snapshot for all readers, and the next one when the store or the day has changed."""

from graph_service.publisher.published import Published
from graph_service.publisher.publisher import Publisher

__all__ = ["Published", "Publisher"]
