"""What is offered where cities or counties are asked about side by side: homes alone can be, so those in which they lie."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from graph_service.questions.called import Called
from graph_service.questions.scorecards import SCORECARDS
from graph_service.records.place import Place
from graph_service.site.templating import Frame
from graph_service.site.to_lists import below_root
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

ONLY_HOMES = Bilingual(
    "能并排比较的是省级单位（省、州、直辖市），市和县不能；可以改看：",
    "Province-level places can be compared side by side, cities and counties cannot; instead, look at:",
)
_LEAST, _MOST = 2, 4  # homes side by side


def units_alone(places: Sequence[Place]) -> bool:
    """Whether several places are cities and counties of one country, between which no meeting and no chain is asked for."""
    below = not any(place.is_region_or_country for place in places)
    return len(places) > _LEAST and below and len({place.country for place in places}) == 1


def side_by_side(frame: Frame, homes: Sequence[Place]) -> tuple[str, str]:
    """The way to these homes side by side, from the root of the service."""
    called = [both(home) for home in homes]
    told = Bilingual(f"并排比较：{'、'.join(one.zh for one in called)}", f"side by side: {', '.join(one.en for one in called)}")
    return frame.say(told), f"views/compare?{urlencode({'homes': ','.join(home.id for home in homes), 'lang': frame.language})}"


def instead_of_units(frame: Frame, snapshot: Snapshot, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Words and ways, from the root of the service: the homes in which these places lie side by side; of a single one its page,
    and its units one below the other."""
    above = [place for unit in places for place in snapshot.above(unit.id) if place.is_level("province")]
    homes = list({home.id: home for home in above}.values())[:_MOST]
    if len(homes) >= _LEAST:
        yield side_by_side(frame, homes)
    for home in homes if len(homes) < _LEAST else ():
        name = both(home)
        yield frame.say(name), f"views/{Called('', 'home', home.id).page}{frame.tail}"
        told = Bilingual(f"{name.zh}各市县：{SCORECARDS.title.zh}", f"the units of {name.en}: {SCORECARDS.title.en}")
        yield frame.say(told), below_root(frame, SCORECARDS, home=home.id, by="unit")
