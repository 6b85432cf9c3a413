// bare_stems: the stems of a home on which no grape hangs, though the partner region could bear some.
// params: as_of, home, kinds
// returns: agreement, partner, name_zh, name_en
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
WITH unit, agreement, partner, 'city' IN home.levels AS municipality,
     CASE WHEN unit = home THEN 1 WHEN 'city' IN home.levels OR unit.level <> 'county' THEN 2 ELSE 3 END AS tier
WITH unit, agreement, partner, tier,
     CASE
       WHEN tier > 1 THEN 'grape'
       WHEN 'province' IN partner.levels OR 'country' IN partner.levels THEN 'stem'
       WHEN municipality THEN 'grape'
       ELSE 'trunk'
     END AS role
WITH collect({unit: unit, agreement: agreement, partner: partner, tier: tier, role: role}) AS ties
WITH ties, [tie IN ties WHERE tie.role = 'stem' | tie.partner] AS stems
UNWIND ties AS tie
WITH stems, tie, tie.partner AS partner
// A grape hangs on the smallest stem region it lies in; on its own region only if that is a city as well.
CALL (stems, tie, partner) {
  OPTIONAL MATCH path = (partner)-[:PART_OF*0..]->(region:Place)
  WHERE tie.role = 'grape' AND region IN stems AND (region <> partner OR 'city' IN partner.levels)
  RETURN region
  ORDER BY length(path)
  LIMIT 1
}
WITH collect(region) AS borne, collect(CASE WHEN tie.role = 'stem' THEN tie END) AS found
UNWIND found AS stem
WITH borne, stem.agreement AS agreement, stem.partner AS partner
WHERE NOT partner IN borne
  // One dissolved without a successor bears no more.
  AND (coalesce(partner.valid_to_last, '9999-12-31') > $as_of OR EXISTS { (partner)-[:SUCCEEDED_BY]->() })
  // A region bears by its nature; a city-state, or a city that is a region, only where lower units are on record and there.
  AND (NOT 'city' IN partner.levels OR EXISTS {
    MATCH (partner)<-[:PART_OF*1..]-(lower:Place)
    WHERE NOT lower.placeholder
      AND coalesce(lower.valid_from_first, '') <= $as_of
      AND coalesce(lower.valid_to_last, '9999-12-31') > $as_of
      AND (lower.valid_to_last IS NOT NULL OR NOT EXISTS { (lower)-[:SUCCEEDED_BY]->() })
    RETURN lower
  })
RETURN agreement.id AS agreement, partner.id AS partner, partner.name_zh AS name_zh, partner.name_en AS name_en
ORDER BY agreement
