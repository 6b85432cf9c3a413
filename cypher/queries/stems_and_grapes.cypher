// stems_and_grapes: the effective agreements of a home with places abroad: tier, role (stem, trunk or grape), and for
//   a grape its class (A on-stem, B side-shoot, C stemless, D exempt, U unplaced) and the region whose stem it hangs on.
// params: as_of, home, kinds
// returns: agreement, unit, partner, tier, role, grape_class, stem
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
WITH ties, [tie IN ties WHERE tie.role = 'stem' | tie.partner] AS stems,
     COLLECT {
       MATCH (state:Place)
       WHERE 'country' IN state.levels
         // A city-state, or a state that is its own only region; an area may be a region of its state.
         AND ('city' IN state.levels OR 'province' IN state.levels AND state.area_of IS NULL AND NOT EXISTS {
           MATCH (inner:Place {country: state.country})
           WHERE 'province' IN inner.levels AND NOT 'country' IN inner.levels
           RETURN inner
         })
       RETURN state.country
     } AS without_regions
UNWIND ties AS tie
WITH without_regions, stems, tie, tie.partner AS partner
// A grape hangs on the smallest stem region it lies in; on its own region only if that is a city as well.
CALL (stems, tie, partner) {
  OPTIONAL MATCH path = (partner)-[:PART_OF*0..]->(region:Place)
  WHERE tie.role = 'grape' AND region IN stems AND (region <> partner OR 'city' IN partner.levels)
  RETURN region
  ORDER BY length(path)
  LIMIT 1
}
RETURN tie.agreement.id AS agreement, tie.unit.id AS unit, partner.id AS partner, tie.tier AS tier, tie.role AS role,
       CASE
         WHEN tie.role <> 'grape' THEN null
         WHEN region IS NOT NULL THEN 'A'
         WHEN partner.country IN without_regions THEN 'D'
         WHEN NOT partner.country IN [stem IN stems | stem.country] THEN 'C'
         WHEN 'country' IN partner.levels THEN 'B'
         WHEN EXISTS { (partner)-[:PART_OF*0..]->(above:Place) WHERE 'province' IN above.levels } THEN 'B'
         ELSE 'U'
       END AS grape_class,
       region.id AS stem
ORDER BY agreement
