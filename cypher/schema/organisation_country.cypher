// organisation_country: the bodies of a country, by its code.
// params:
// returns:
// mode: write
CREATE INDEX organisation_country IF NOT EXISTS
FOR (body:Organisation) ON (body.country)
