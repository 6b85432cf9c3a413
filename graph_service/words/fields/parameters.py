"""What parameters mean wherever a path or query has them, unless their own question says more."""

PARAMETERS = {
    "place_id": "a place by id, former id, code or any name",
    "agreement_id": "id of an agreement: the ids of its two parties, joined by `~`",
    "record_id": "id of the record, or one that was merged into it",
    "home": "a province-level place by id, former id, code or any name",
    "partner": "a country, region or city by id, former id, code or any name",
    "country": "a country or area by id, former id, code or any name",
    "name": "name of the question, as the list of questions has it",
    "level": "only places of this level; a unit that is several at once is found by each",
    "layer": "only this layer of the data, such as home, china or world",
    "agreement": "id of an agreement: the ids of its two parties, joined by `~`",
    "lang": "language of what people read, zh or en; if left out that chosen before, of the settings, or of the browser",
    "depth": "how many agreements from the centre",
}
