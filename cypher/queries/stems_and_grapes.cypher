// stems_and_grapes: the effective agreements of a home with places abroad: tier, role (stem, trunk or grape), and for
//   a grape its class (A on-stem, B side-shoot, C stemless, D exempt, U unplaced) and the region whose stem it hangs on.
// params: as_of, home, kinds, layer
// returns: agreement, unit, partner, tier, role, grape_class, stem
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
WITH *,
     // A state that has regions is no equal of a province; an area is one of its state's.
     partner:Province OR partner:Country AND (partner.area_of IS NOT NULL
       OR NOT EXISTS { MATCH (inner:Place {country: partner.country}) WHERE inner:Province AND NOT inner:Country }) AS equal
WITH home, tie.agreement AS agreement, unit, partner, equal,
     CASE WHEN unit = home THEN 1 WHEN home:City OR NOT unit:County OR unit.level <> 'county' THEN 2 ELSE 3 END AS tier
WITH agreement, unit, partner, tier,
     CASE WHEN tier > 1 THEN 'grape' WHEN equal THEN 'stem' WHEN home:City THEN 'grape' ELSE 'trunk' END AS role
WITH collect({agreement: agreement, unit: unit, partner: partner, tier: tier, role: role}) AS ties
WITH ties, [tie IN ties WHERE tie.role = 'stem' | tie.partner] AS stems
UNWIND ties AS tie
WITH stems, tie, tie.partner AS partner
// A grape hangs on the smallest stem region it lies in; on its own region only if that is a city as well.
CALL (stems, tie, partner) {
  OPTIONAL MATCH path = (partner)-[:PART_OF*0..]->(region:Place)
  WHERE tie.role = 'grape' AND region IN stems AND (region <> partner OR partner:City)
  RETURN region
  ORDER BY length(path)
  LIMIT 1
}
RETURN tie.agreement AS agreement, tie.unit.id AS unit, partner.id AS partner, tie.tier AS tier, tie.role AS role,
       CASE
         WHEN tie.role <> 'grape' THEN null
         WHEN region IS NOT NULL THEN 'A'
         // A city-state, or a state that is its own only region; an area may be a region of its state.
         WHEN EXISTS {
           MATCH (state:Country {country: partner.country})
           WHERE state:City OR state:Province AND state.area_of IS NULL
             AND NOT EXISTS { MATCH (inner:Place {country: state.country}) WHERE inner:Province AND NOT inner:Country }
         } THEN 'D'
         WHEN NOT partner.country IN [stem IN stems | stem.country] THEN 'C'
         WHEN partner:Country OR EXISTS { (partner)-[:PART_OF*0..]->(:Province) } THEN 'B'
         ELSE 'U'
       END AS grape_class,
       region.id AS stem
ORDER BY agreement
