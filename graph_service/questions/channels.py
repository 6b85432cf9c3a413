"""Through which of the five external channels a home is linked with whom."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.channels import ChannelsAnswer, channels_answer
from graph_service.metrics.channels import EXTERNAL_CHANNELS, ChannelAxis
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words.bilingual import NONE_RECORDED, Bilingual
from graph_service.words.network import CHANNEL_NAMES


class Channels(InPages, OfHome):
    """Whose channels, to what."""

    by: ChannelAxis = Field("country", description="one row per country or per partner")


def channels(view: View, ask: Channels) -> ChannelsAnswer:
    """Foreign affairs, investment, co-operation abroad, trade and publicity: what is on record with each partner."""
    return channels_answer(view.vine(ask), ask.by, ask.most, ask.cursor)


def rows(answer: ChannelsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per country or partner, with the ids of the records of each channel."""
    for item in answer.items:
        cells = [item.channels[channel] for channel in EXTERNAL_CHANNELS]
        counts = (cell.count for cell in cells)
        name = (item.place.id, *both_names(item.place.names))
        yield (*name, item.filled, *counts, len(item.unsorted), *(cell.records for cell in cells))


def shown(answer: ChannelsAnswer, lang: Language) -> Shown:
    """One row per country or partner."""
    lines = (
        (*(item.channels[channel].count for channel in EXTERNAL_CHANNELS), len(item.unsorted), name_of(item.place))
        for item in answer.items
    )
    names = (getattr(CHANNEL_NAMES[channel], lang) for channel in EXTERNAL_CHANNELS)
    title = f"{name_of(answer.home)}: {answer.total} × {len(EXTERNAL_CHANNELS)}"
    return Shown(title, (*names, "?", "place"), lines, (f"0: {NONE_RECORDED.en} {NONE_RECORDED.zh}",))


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
