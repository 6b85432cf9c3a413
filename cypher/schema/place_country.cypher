// place_country: places are asked for by ISO country code.
// params:
// returns:
// mode: write
CREATE INDEX place_country IF NOT EXISTS
FOR (place:Place) ON (place.country)
