"""What takes longer than an answer may, measured in the process that measures before the answer is made."""

import asyncio

from fastapi import Request

from graph_service.errors import TooSlow
from graph_service.metrics.links import known_network, whole_network
from graph_service.questions.question import Measuring
from graph_service.snapshot import Snapshot
from graph_service.web.aside import renderer_of
from graph_service.web.dependencies import publisher_of, settings_of


async def measured(request: Request, snapshot: Snapshot, needed: Measuring) -> None:
    """Return when this has been computed of the network, once for all who ask for it meanwhile.

    Raises:
        TooSlow: it takes longer than the settings let a client wait.
        ComputationFailed: the process that computes it ended too early.
    """
    publisher, settings, renderer = await publisher_of(request), await settings_of(request), renderer_of(request)
    asked = (snapshot, needed.selection, needed.grain)
    try:
        async with asyncio.timeout(settings.measure_seconds):
            network = known_network(*asked)
            if network is None:
                network = await renderer.once(asked, lambda: renderer.do(lambda: whole_network(*asked)))
            await publisher.warming.processes.learn(network.measured, needed.compute)
    except TimeoutError as error:
        raise TooSlow(settings.measure_seconds) from error
