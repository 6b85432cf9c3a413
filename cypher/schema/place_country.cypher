// place_country: the places of a country, by its code.
// params:
// returns:
// mode: write
CREATE INDEX place_country IF NOT EXISTS
FOR (place:Place) ON (place.country)
