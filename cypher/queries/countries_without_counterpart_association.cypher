// countries_without_counterpart_association: the countries in which a home has effective agreements and that have no
//   counterpart association on record, most agreements first.
// params: as_of, home, kinds, layer
// returns: country, name_zh, name_en, code, agreements, evidence
// mode: read
MATCH (home:Province:Place {id: $home})
// What counts, as in every file about a home: see “What counts” in cypher/README.md.
MATCH (unit:Place)-[:PART_OF*0..]->(home)
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.kind IN $kinds AND tie.status IN ['active', 'dormant'] AND tie.layer = coalesce($layer, tie.layer)
  AND coalesce(tie.since <= date($as_of), true) AND coalesce(tie.until > date($as_of), true)
  AND partner.country <> home.country
  AND NOT EXISTS { (:Country {country: partner.country, area_of: home.country}) }
  AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->(better) WHERE better.layer = coalesce($layer, better.layer) }
WITH partner.country AS code, tie.agreement AS agreement
ORDER BY agreement
WITH code, collect(agreement) AS found
WITH collect({code: code, found: found}) AS befriended, COLLECT {
       MATCH (body:Organisation {kind: 'counterpart_association'})
       WHERE coalesce(body.status, 'landed') <> 'closed' AND coalesce(body.founded <= date($as_of), body.founded_last <= date($as_of), true)
       OPTIONAL MATCH (body)-[:SEATED_IN]->(seat:Place)
       UNWIND [body.country, seat.country] AS served
       WITH served
       WHERE served IS NOT NULL
       RETURN DISTINCT served
     } AS served
UNWIND befriended AS tie
WITH tie.code AS code, tie.found AS found, served
WHERE NOT code IN served
MATCH (country:Country {country: code})
RETURN country.id AS country,
       CASE country.name_language WHEN 'zh' THEN country.name ELSE country.name_zh END AS name_zh,
       CASE coalesce(country.name_language, 'en') WHEN 'en' THEN country.name ELSE country.name_en END AS name_en,
       code, size(found) AS agreements, reduce(text = head(found), next IN tail(found) | text + ' ' + next) AS evidence
ORDER BY agreements DESC, code
