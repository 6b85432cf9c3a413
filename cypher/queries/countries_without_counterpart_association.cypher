// countries_without_counterpart_association: the countries in which a home has effective agreements and that have no
//   counterpart association on record, most agreements first.
// params: as_of, home, kinds
// returns: country, name_zh, name_en, code, agreements, evidence
// mode: read
MATCH (home:Record {id: $home}) USING INDEX SEEK home:Record(id)
WHERE 'province' IN home.levels
WITH home, COLLECT { MATCH (area:Place {area_of: home.country}) RETURN area.country } AS areas  // once, not for each agreement
MATCH (unit:Place)-[:PART_OF*0..]->(home)
WITH DISTINCT home, areas, unit  // from the units on: there are fewer of them than agreements
MATCH (unit)<-[:PARTY]-(agreement:Agreement)-[:PARTY]->(partner:Place)
WHERE partner.country <> home.country
  AND NOT partner.country IN areas
WITH home, unit, agreement, partner,
     [i IN range(0, size(agreement.stage_kinds) - 1) WHERE agreement.stage_last[i] <= $as_of | agreement.stage_kinds[i]] AS sure,
     [i IN range(0, size(agreement.stage_kinds) - 1) WHERE agreement.stage_first[i] <= $as_of | agreement.stage_kinds[i]] AS likely,
     ['suspended', 'resumed', 'terminated', 'dormant'] AS turns
// Effective: surely signed, of a chosen kind, and in force whichever day an uncertain date may mean.
WHERE [kind IN ['formal', 'exchange', 'unclassified', 'intent'] WHERE kind IN sure][0] IN $kinds
  AND coalesce([stage IN sure WHERE stage IN turns][-1], 'resumed') IN ['resumed', 'dormant']
  AND coalesce([stage IN likely WHERE stage IN turns][-1], 'resumed') IN ['resumed', 'dormant']
// An agreement gives way to one that it may be the same as and that has the better document: a stated kind, a dated
// signing, both parties named.
WITH home, unit, agreement, partner
WHERE NOT EXISTS {
  MATCH (agreement)-[:POSSIBLY_SAME]-(same:Agreement)
  WITH same, agreement, EXISTS { (same)-[:PARTY]->(:Place {placeholder: true}) } AS vague, EXISTS { (agreement)-[:PARTY]->(:Place {placeholder: true}) } AS unnamed
  WHERE same.document > agreement.document OR same.document = agreement.document
    AND (unnamed AND NOT vague OR unnamed = vague AND same.id < agreement.id)
  RETURN same
}
WITH agreement, partner
ORDER BY agreement.id
WITH partner.country AS code, collect(agreement.id) AS found
WITH collect({code: code, found: found}) AS befriended
WITH befriended, COLLECT {
       MATCH (body:Organisation {kind: 'counterpart_association'})
       WHERE coalesce(body.status, 'landed') <> 'closed' AND coalesce(body.founded_last, '') <= $as_of
       OPTIONAL MATCH (body)-[:SEATED_IN]->(seat:Place)
       UNWIND [body.country, seat.country] AS code
       WITH DISTINCT code
       WHERE code IS NOT NULL
       RETURN code
     } AS served  // once, as the countries, not for each country with agreements
MATCH (country:Place)
WHERE 'country' IN country.levels AND NOT country.country IN served
UNWIND befriended AS tie
WITH country, tie.code AS code, tie.found AS found
WHERE country.country = code
RETURN country.id AS country, country.name_zh AS name_zh, country.name_en AS name_en, code, size(found) AS agreements,
       reduce(text = head(found), next IN tail(found) | text + ' ' + next) AS evidence
ORDER BY agreements DESC, code
