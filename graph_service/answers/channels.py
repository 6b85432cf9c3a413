"""The answer about the five external channels: which of them link a home with whom, and through what."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.metrics.channels import EXTERNAL_CHANNELS, ChannelAxis, ChannelRow, ExternalChannel, channels_of
from graph_service.metrics.vine import Vine
from graph_service.words.bilingual import NONE_RECORDED, Bilingual
from graph_service.words.network import CHANNEL_NAMES


class ChannelCell(Struct, frozen=True):
    """How many records a channel has, and their ids. Where it has none, `remark` says that none is recorded: it does not
    follow that there was none."""

    count: int
    records: tuple[str, ...]
    remark: Bilingual | None


class ChannelItem(Struct, frozen=True, kw_only=True):
    """One country or partner. `filled` counts its channels with a record; `unsorted` are activities and projects whose own
    words do not tell the channel."""

    place: PlaceReference
    filled: int
    channels: dict[ExternalChannel, ChannelCell]
    unsorted: tuple[str, ...]


class ChannelsAnswer(Echo, frozen=True, kw_only=True):
    """The matrix of a home: one row per country or partner, most channels first. `names` are those of the channels."""

    home: PlaceReference
    by: ChannelAxis
    names: dict[ExternalChannel, Bilingual]
    total: int
    items: tuple[ChannelItem, ...]
    next: str | None


def channels_answer(vine: Vine, by: ChannelAxis, limit: int, cursor: str | None = None) -> ChannelsAnswer:
    """The answer of `/channels`.

    Raises:
        BadRequest: the cursor.
    """
    page = page_of(channels_of(vine, by), lambda row: row.place.id, limit, cursor)
    return ChannelsAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=by,
        names={channel: CHANNEL_NAMES[channel] for channel in EXTERNAL_CHANNELS},
        total=page.total,
        items=tuple(map(_item, page.items)),
        next=page.next,
    )


def _item(row: ChannelRow) -> ChannelItem:
    cells = {channel: ChannelCell(len(ids), ids, None if ids else NONE_RECORDED) for channel, ids in row.channels.items()}
    return ChannelItem(place=reference(row.place), filled=row.filled, channels=cells, unsorted=row.unsorted)
