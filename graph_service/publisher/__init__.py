"""Publishing: one current snapshot for all readers, and the next one when the store or the day has changed."""

from graph_service.publisher.published import Published
from graph_service.publisher.publisher import Publisher
from graph_service.publisher.watch import watch

__all__ = ["Published", "Publisher", "watch"]
