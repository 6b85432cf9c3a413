"""A process that writes one change after the other and says each once it is done: `python -m tests.soak.writer LAST`, where LAST
is the number of the change the store stands at. GRAPH_SERVICE_STORE names the store, for arguments are shown to every user.

Change number n notes n on every place, so that whoever reads a store can tell how many changes it holds, and half of one.
"""

import asyncio
import os
import sys
from itertools import count

import msgspec

from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.base import Store
from graph_service.store.deadline import Deadlines
from graph_service.store.open import open_store
from tests.drawing import place

PLACES = 200
# What is asked here is whether a store keeps what it said: one that is slow, because its server has just begun or others keep the
# machine busy, has lost nothing.
PATIENT = Deadlines(short=60, whole=300)


def opened(url: str, *, create: bool = False) -> Store:
    """The store of this URL, which may take its time."""
    return open_store(url, PATIENT, create=create)


def first() -> ChangeSet:
    """The places as they are before change 1."""
    return ChangeSet(
        (place("cn", "country", "CN"), *(place(f"p{number}", "province", "CN", "cn", note="0") for number in range(PLACES)))
    )


def noted(places: ChangeSet, number: int) -> ChangeSet:
    """The places as change `number` leaves them."""
    noted = (
        msgspec.structs.replace(record, note=str(number)) for record in places.put if isinstance(record, Place) and record.parent
    )
    return ChangeSet(tuple(noted))


async def write_on(url: str, last: int) -> None:
    """Write for ever, and say so."""
    store, places = opened(url), first()
    print(last, flush=True)
    for number in count(last + 1):
        await store.apply(noted(places, number))
        print(number, flush=True)


if __name__ == "__main__":
    asyncio.run(write_on(os.environ["GRAPH_SERVICE_STORE"], int(sys.argv[1])))
