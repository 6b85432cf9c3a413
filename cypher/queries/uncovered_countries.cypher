// uncovered_countries: the countries and areas in which no effective agreement of a home is on record at the chosen tiers
//   (1 the home, 2 its prefecture-level units, 3 its counties): those of a frame, all with 'all', and where it is null the
//   states with which the home's state has diplomatic relations on the day, else the members of the United Nations.
// params: as_of, frame, home, kinds, tiers
// returns: country, name_zh, name_en
// mode: read
MATCH (home:Record {id: $home}) USING INDEX SEEK home:Record(id)
WHERE 'province' IN home.levels
CALL (home) {
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
    AND CASE WHEN unit = home THEN 1 WHEN 'city' IN home.levels OR unit.level <> 'county' THEN 2 ELSE 3 END IN $tiers
  MATCH (partner)-[:PART_OF*0..]->(country:Place)
  WHERE country.country = partner.country  // Macao covers itself and not the country around it
  RETURN collect(DISTINCT country) AS covered
}
// The states with which the home's state has relations: the last step between the two is a beginning. None where they are
// on record with less than a tenth of the others, for that is no list.
CALL (home) {
  WITH coalesce(head(COLLECT {
         MATCH (own:Place {country: home.country}) WHERE 'country' IN own.levels RETURN own.area_of
       }), home.country) AS state,
       COUNT { MATCH (other:Place) WHERE 'country' IN other.levels RETURN other } - 1 AS others
  OPTIONAL MATCH (one:Place)<-[:ABOUT]-(claim:Claim)-[:COUNTERPART]->(other:Place)
  WHERE claim.measure IN ['diplomatic_relations_established', 'diplomatic_relations_resumed', 'diplomatic_relations_ended']
    AND claim.stated =~ '\\d{4}(-(0[1-9]|1[0-2])(-\\d{2})?)?(/\\d{4}(-(0[1-9]|1[0-2])(-\\d{2})?)?)?'
    AND state IN [one.country, other.country]
  WITH others, CASE one.country WHEN state THEN other.country ELSE one.country END AS code,
       claim.measure = 'diplomatic_relations_ended' AS ends, split(claim.stated, '/')[0] AS first, split(claim.stated, '/')[-1] AS last
  // In doubt they stand: a beginning counts from the first day it may mean, an end from the last.
  WITH others, code, ends, CASE
         WHEN NOT ends THEN first + substring('YYYY-01-01', size(first))
         WHEN size(last) = 7 THEN toString(date(last + '-01') + duration('P1M') - duration('P1D'))
         ELSE last + substring('YYYY-12-31', size(last))
       END AS day
  WITH others, code, max(CASE WHEN NOT ends AND day <= $as_of THEN day END) AS begun, max(CASE WHEN ends AND day <= $as_of THEN day END) AS ended
  WITH others, [row IN collect({code: code, related: begun >= coalesce(ended, begun)}) WHERE row.code IS NOT NULL] AS rows
  RETURN CASE WHEN size(rows) < 0.1 * others THEN [] ELSE [row IN rows WHERE row.related | row.code] END AS related
}
WITH home, covered, related, EXISTS {
       MATCH (un:Frame {id: 'frame:un'})
       WHERE coalesce(un.declared, 0) > 0 OR EXISTS { (un)<-[:OF]-(:Membership)-[:MEMBER]->(:Place) }
       RETURN un
     } AS united
WITH home, covered, related, CASE WHEN $frame IS NULL AND size(related) = 0 AND united THEN 'frame:un' ELSE $frame END AS frame
MATCH (country:Place)
WHERE 'country' IN country.levels AND country.country <> home.country AND NOT country IN covered
  AND coalesce(country.area_of, '') <> home.country  // Macao stands apart for Jiangsu
  AND (frame IS NOT NULL OR size(related) = 0 OR country.country IN related)
  AND (frame IS NULL OR frame = 'all' OR EXISTS {
    MATCH (country)<-[:MEMBER]-(membership:Membership)-[:OF]->(of:Frame)
    WHERE of.id IN [frame, 'frame:' + frame]
      AND coalesce(membership.grade, '') <> 'observer'
      AND (membership.from_last IS NULL OR membership.from_last <= $as_of)
      AND (membership.to_first IS NULL OR membership.to_first > $as_of)
    RETURN membership
  })
RETURN country.id AS country, country.name_zh AS name_zh, country.name_en AS name_en
ORDER BY country
