// uncovered_countries: the countries and areas, of a frame or all where it is null, in which a home has no effective agreement
//   at the chosen tiers (1 the home, 2 its prefecture-level units, 3 its counties).
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
MATCH (country:Place)
WHERE 'country' IN country.levels AND country.country <> home.country AND NOT country IN covered
  AND coalesce(country.area_of, '') <> home.country  // Macao stands apart for Jiangsu
  AND ($frame IS NULL OR EXISTS {
    (country)<-[:MEMBER]-(membership:Membership)-[:OF]->(:Record {id: $frame})
    WHERE (membership.from_last IS NULL OR membership.from_last <= $as_of)
      AND (membership.to_first IS NULL OR membership.to_first > $as_of)
  })
RETURN country.id AS country, country.name_zh AS name_zh, country.name_en AS name_en
ORDER BY country
