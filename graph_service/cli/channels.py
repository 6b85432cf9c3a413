"""`channels`: through which of the five external channels a home is linked with whom."""

from typing import Annotated

import typer

from graph_service.answers.channels import ChannelsAnswer, channels_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import (
    EVERYTHING,
    AsOf,
    Form,
    Home,
    Kinds,
    Language,
    Layer,
    load_snapshot,
    place_id_of,
    selection_of,
)
from graph_service.cli.rows import name_of
from graph_service.metrics.channels import EXTERNAL_CHANNELS, ChannelAxis
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of
from graph_service.words.network import CHANNEL_NAMES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(channels)


def channels(
    home: Home,
    by: Annotated[ChannelAxis, typer.Option(help="one row per country or per partner")] = "country",
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """Foreign affairs, investment, co-operation abroad, trade, publicity with each partner. 五外。"""
    snapshot = load_snapshot()
    vine = vine_of(snapshot, place_id_of(snapshot, home), selection_of(snapshot, as_of, kinds, layer))
    answer = channels_answer(vine, by, EVERYTHING)
    show(answer, form, f"{name_of(answer.home)}: {answer.total} × {len(EXTERNAL_CHANNELS)}", *channel_rows(answer, lang))
    note("0: none recorded 未见记录")


def channel_rows(answer: ChannelsAnswer, lang: str) -> tuple[Rows, Rows]:
    """One row per country or partner; in CSV with the ids of the records of each channel."""
    counted = [f"{channel}_records" for channel in EXTERNAL_CHANNELS]
    header = ("id", "zh", "en", "filled", *EXTERNAL_CHANNELS, "unsorted", *counted)
    full = (
        (
            item.place.id,
            item.place.names.zh,
            item.place.names.en,
            item.filled,
            *(item.channels[channel].count for channel in EXTERNAL_CHANNELS),
            len(item.unsorted),
            *(item.channels[channel].records for channel in EXTERNAL_CHANNELS),
        )
        for item in answer.items
    )
    brief = (
        (*(item.channels[channel].count for channel in EXTERNAL_CHANNELS), len(item.unsorted), name_of(item.place))
        for item in answer.items
    )
    names = (getattr(CHANNEL_NAMES[channel], lang) for channel in EXTERNAL_CHANNELS)
    return Rows(header, full), Rows((*names, "?", "place"), brief)
