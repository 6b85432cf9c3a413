"""Missions by the places they serve."""

from graph_service.metrics.missions import missions_by_place
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, place, snapshot


def test_embassies_and_consulates_are_found_by_what_they_serve() -> None:
    bodies = [
        Organisation(id="org:a", kind="embassy", serves=("land", "realm"), sources=DRAWN, layer="home"),
        Organisation(id="org:b", kind="consulate", serves=("land",), sources=DRAWN, layer="home"),
        Organisation(id="org:c", kind="consulate", serves=("land",), status="closed", sources=DRAWN, layer="home"),
        Organisation(id="org:d", kind="company", serves=("land",), sources=DRAWN, layer="home"),
    ]
    drawn = snapshot([place("land", "country", "LL"), place("realm", "country", "RR"), *bodies])
    found = {where: [body.id for body in rows] for where, rows in drawn.once(missions_by_place).items()}
    assert found == {"land": ["org:a", "org:b"], "realm": ["org:a"]}


def test_each_country_of_the_witnessed_agreements_has_two_missions_to_consult(seeds: Snapshot) -> None:
    belarus, switzerland, brunei, nepal, congo = "Q184", "Q39", "Q921", "Q837", "Q971"
    missions = seeds.once(missions_by_place)
    assert [len(missions[country]) for country in (belarus, switzerland, brunei, nepal, congo)] == [2, 2, 2, 2, 2]
