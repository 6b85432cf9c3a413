// country_code: the countries and areas, by their codes.
// params:
// returns:
// mode: write
CREATE INDEX country_code IF NOT EXISTS
FOR (country:Country) ON (country.country)
