// uncovered_countries: the countries and areas in which no effective agreement of a home is on record at the chosen tiers
//   (1 the home, 2 its prefecture-level units, 3 its counties): those of a frame, all with 'all', and where it is null the
//   states with which the home's state has diplomatic relations on the day, else the members of the United Nations.
// params: as_of, frame, home, kinds, layer, tiers
// returns: country, name_zh, name_en
// mode: read
MATCH (home:Province:Place {id: $home})
CALL (home) {
  // What counts, as in every file about a home: see “What counts” in cypher/README.md.
  MATCH (unit:Place)-[:PART_OF*0..]->(home)
  MATCH (unit)-[tie:PARTNER]-(partner:Place)
  WHERE tie.kind IN $kinds AND tie.status IN ['active', 'dormant'] AND tie.layer = coalesce($layer, tie.layer)
    AND coalesce(tie.since <= date($as_of), true) AND coalesce(tie.until > date($as_of), true)
    AND partner.country <> home.country
    AND NOT EXISTS { (:Country {country: partner.country, area_of: home.country}) }
    AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->(better) WHERE better.layer = coalesce($layer, better.layer) }
    AND CASE WHEN unit = home THEN 1 WHEN home:City OR NOT unit:County OR unit.level <> 'county' THEN 2 ELSE 3 END IN $tiers
  MATCH (country:Country {country: partner.country})  // Macao covers itself and not the country around it
  RETURN collect(DISTINCT country) AS covered
}
// The states with which the home's state has relations: the last step between the two is a beginning. None where they are
// on record with less than a tenth of the others, for that is no list.
CALL (home) {
  WITH coalesce(head(COLLECT {
         MATCH (own:Country {country: home.country}) RETURN own.area_of
       }), home.country) AS state,
       COUNT { (:Country) } - 1 AS others
  OPTIONAL MATCH (one:Place)<-[:ABOUT]-(claim:Claim)-[:TOWARDS]->(other:Place)
  WHERE claim.measure IN ['diplomatic_relations_established', 'diplomatic_relations_resumed', 'diplomatic_relations_ended']
    AND coalesce(claim.stated_on, claim.stated_on_first) IS NOT NULL AND claim.stated IS NULL AND state IN [one.country, other.country]
  // In doubt they stand: a beginning counts from the first day it may mean, an end from the last.
  WITH others, CASE one.country WHEN state THEN other.country ELSE one.country END AS code,
       claim.measure = 'diplomatic_relations_ended' AS ends,
       coalesce(claim.stated_on, CASE claim.measure WHEN 'diplomatic_relations_ended' THEN claim.stated_on_last ELSE claim.stated_on_first END) AS day
  WITH others, code, ends, CASE WHEN day <= date($as_of) THEN day END AS day
  WITH others, code, max(CASE WHEN NOT ends THEN day END) AS begun, max(CASE WHEN ends THEN day END) AS ended
  WITH others, [row IN collect({code: code, related: begun >= coalesce(ended, begun)}) WHERE row.code IS NOT NULL] AS rows
  RETURN CASE WHEN size(rows) < 0.1 * others THEN [] ELSE [row IN rows WHERE row.related | row.code] END AS related
}
WITH home, covered, related, EXISTS {
       MATCH (un:Frame {id: 'frame:un'})
       WHERE coalesce(un.declared, 0) > 0 OR EXISTS { (:Place)-[:HOLDS]->(:Membership)-[:MEMBER_OF]->(un) }
       RETURN un
     } AS united
WITH home, covered, related, CASE WHEN $frame IS NULL AND size(related) = 0 AND united THEN 'frame:un' ELSE $frame END AS frame
MATCH (country:Country)
WHERE country.country <> home.country AND NOT country IN covered
  AND coalesce(country.area_of, '') <> home.country  // Macao stands apart for Jiangsu
  AND (frame IS NOT NULL OR size(related) = 0 OR country.country IN related)
  AND (frame IS NULL OR frame = 'all' OR EXISTS {
    MATCH (country)-[:HOLDS]->(membership:Membership)-[:MEMBER_OF]->(of:Frame)
    WHERE of.id IN [frame, 'frame:' + frame]
      AND coalesce(membership.grade, '') <> 'observer'
      AND coalesce(membership.from <= date($as_of), membership.from_last <= date($as_of), true)
      AND coalesce(membership.to > date($as_of), membership.to_first > date($as_of), true)
  })
RETURN country.id AS country,
       CASE country.name_language WHEN 'zh' THEN country.name ELSE country.name_zh END AS name_zh,
       CASE coalesce(country.name_language, 'en') WHEN 'en' THEN country.name ELSE country.name_en END AS name_en
ORDER BY country
