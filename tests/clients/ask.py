"""Ten questions and a wrong one, asked through the Python client that was generated; prints what it was told as JSON.

It runs in an environment without the service: `python ask.py ADDRESS`.
"""

import json
import sys
from datetime import date

from sister_cities import Client
from sister_cities.api.places import places as list_places
from sister_cities.api.places import read_place
from sister_cities.api.planning import actions, cluster, clusters, coverage, gaps
from sister_cities.api.records import agreements as list_agreements
from sister_cities.api.records import read_agreement
from sister_cities.api.whole_network import statistics
from sister_cities.models import (
    ActionsAnswer,
    AgreementAnswer,
    AgreementKind,
    AgreementsAnswer,
    ClusterAnswer,
    ClustersAnswer,
    CoverageAnswer,
    CoverageByItem,
    GapsAnswer,
    GapType,
    Level,
    PlaceAnswer,
    PlacesAnswer,
    Problem,
    StatisticsAnswer,
)

client = Client(base_url=sys.argv[1])
told = {}
day, home = date(2021, 12, 31), "jiangsu"

place = read_place.sync(home, client=client)
assert isinstance(place, PlaceAnswer)
assert place.place.level is Level.PROVINCE
told["place"] = [place.place.level, place.place.names.en, place.children]

places = list_places.sync(client=client, level=[Level.CITY], limit=3)
assert isinstance(places, PlacesAnswer)
told["places"] = [places.total, [item.id for item in places.items]]

agreements = list_agreements.sync(client=client, home=home, kind=[AgreementKind.FORMAL], as_of=day)
assert isinstance(agreements, AgreementsAnswer)
told["agreements"] = [[item.id, item.kind, item.certainty] for item in agreements.items]

agreement = read_agreement.sync("jiangsu~vaud", client=client)
assert isinstance(agreement, AgreementAnswer)
told["agreement"] = [agreement.agreement.since, agreement.agreement.since_basis, agreement.agreement.mechanism]

rows = clusters.sync(client=client, home=home, as_of=day, kinds=[AgreementKind.FORMAL])
assert isinstance(rows, ClustersAnswer)
told["clusters"] = [[row.partner.id, row.strength.score, row.roles.to_dict()] for row in rows.items]

one = cluster.sync(home, "north-brabant", client=client, as_of=day)
assert isinstance(one, ClusterAnswer)
told["cluster"] = [one.strength.score, [[term.name, term.points] for term in one.strength.terms]]

worklist = gaps.sync(client=client, home=home, as_of=day, type_=[GapType.BARE_STEM])
assert isinstance(worklist, GapsAnswer)
told["gaps"] = [[gap.place and gap.place.id, gap.reason.zh, gap.established] for gap in worklist.items]

share = coverage.sync(client=client, home=home, as_of=day, by=[CoverageByItem.TIER])
assert isinstance(share, CoverageAnswer)
told["coverage"] = [[item.keys.to_dict(), item.coverage.numerator, item.coverage.denominator] for item in share.items]

todo = actions.sync(client=client, home=home, as_of=day)
assert isinstance(todo, ActionsAnswer)
told["actions"] = todo.counts.to_dict()

figures = statistics.sync(client=client, as_of=day)
assert isinstance(figures, StatisticsAnswer)
told["statistics"] = [figures.places, figures.agreements, figures.density]

wrong = gaps.sync(client=client, home="nowhere-at-all")
assert isinstance(wrong, Problem)
told["problem"] = [wrong.status, wrong.type_]

print(json.dumps(told))
