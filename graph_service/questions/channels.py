"""Through which of the five external channels a home is linked with whom."""

from collections.abc import Iterator

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.channels import EXTERNAL_CHANNELS, ChannelAxis, ChannelRow, ExternalChannel, channels_of
from graph_service.questions.counted import Words, counted_words, recorded
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, way_to
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language
from graph_service.words.headings import heads
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


def _item(row: ChannelRow) -> ChannelItem:
    cells = {channel: ChannelCell(len(ids), ids, None if ids else NONE_RECORDED) for channel, ids in row.channels.items()}
    return ChannelItem(place=reference(row.place), filled=row.filled, channels=cells, unsorted=row.unsorted)


class Channels(InPages, OfHome):
    """Whose channels, to what."""

    by: ChannelAxis = Field("country", description="one row per country or per partner")


def channels(view: View, ask: Channels) -> ChannelsAnswer:
    """Foreign affairs, investment, co-operation abroad, trade and publicity: what is on record with each partner."""
    vine = view.vine(ask)
    page = page_of(channels_of(vine, ask.by), lambda row: row.place.id, ask.most, ask.cursor)
    return ChannelsAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=ask.by,
        names={channel: CHANNEL_NAMES[channel] for channel in EXTERNAL_CHANNELS},
        total=page.total,
        items=tuple(map(_item, page.items)),
        next=page.next,
    )


def rows(answer: ChannelsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per country or partner, with the ids of the records of each channel."""
    for item in answer.items:
        cells = [item.channels[channel] for channel in EXTERNAL_CHANNELS]
        counts = (cell.count for cell in cells)
        name = (item.place.id, *both_names(item.place.names))
        yield (*name, item.filled, *counts, len(item.unsorted), *(cell.records for cell in cells))


def _agreed(answer: ChannelsAnswer, item: ChannelItem) -> Words:
    """The words by which the agreements with a country or a partner are listed; all stand under foreign affairs."""
    return counted_words(answer.home.id, answer.kinds, partner=item.place.id)


def shown(answer: ChannelsAnswer, lang: Language) -> Shown:
    """One row per country or partner."""
    lines = (
        (
            *(recorded(item.channels[channel].records, _agreed(answer, item)) for channel in EXTERNAL_CHANNELS),
            *(recorded(item.unsorted), way_to(item.place, lang)),
        )
        for item in answer.items
    )
    names = (getattr(CHANNEL_NAMES[channel], lang) for channel in EXTERNAL_CHANNELS)
    title = headline(answer.home, lang, f"五外渠道，{answer.total:,}个地方", f"external channels, {answer.total:,} places")
    return Shown(title, (*names, *heads(lang, "unsorted", "place")), lines, (f"0: {getattr(NONE_RECORDED, lang)}",))


CHANNELS = Question(
    name="channels",
    title=Bilingual("五外渠道", "External channels"),
    ask=Channels,
    answer=ChannelsAnswer,
    find=channels,
    columns=(
        *("id", "zh", "en", "filled", *EXTERNAL_CHANNELS, "unsorted"),
        *(f"{channel}_records" for channel in EXTERNAL_CHANNELS),
    ),
    rows=rows,
    shown=shown,
)
