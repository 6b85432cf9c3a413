// bare_stems: the stems of a home on which no grape hangs, though the partner region could bear some.
// params: as_of, home, kinds, layer
// returns: agreement, partner, name_zh, name_en
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
WITH tie.agreement AS agreement, partner, unit = home AND equal AS is_stem, unit <> home OR home:City AND NOT equal AS is_grape
WITH collect(CASE WHEN is_stem THEN {agreement: agreement, partner: partner} END) AS stems,
     collect(CASE WHEN is_grape THEN partner END) AS grapes
WITH stems, grapes, [stem IN stems | stem.partner] AS regions
// A grape hangs on the smallest stem region it lies in; on its own region only if that is a city as well.
WITH stems, COLLECT {
       UNWIND grapes AS grape
       CALL (grape, regions) {
         MATCH path = (grape)-[:PART_OF*0..]->(region:Place)
         WHERE region IN regions AND (region <> grape OR grape:City)
         RETURN region
         ORDER BY length(path)
         LIMIT 1
       }
       RETURN DISTINCT region
     } AS borne
UNWIND stems AS stem
WITH borne, stem.agreement AS agreement, stem.partner AS partner
WHERE NOT partner IN borne
  // One dissolved without a successor bears no more.
  AND (coalesce(partner.valid_to > date($as_of), partner.valid_to_last > date($as_of), true) OR EXISTS { (partner)-[:SUCCEEDED_BY]->() })
  // A region bears by its nature; a city-state, or a city that is a region, only where lower units are on record and there.
  AND (NOT partner:City OR EXISTS {
    MATCH (partner)<-[:PART_OF*1..]-(lower:Place)
    WHERE NOT coalesce(lower.placeholder, false)
      AND coalesce(lower.valid_from <= date($as_of), lower.valid_from_first <= date($as_of), true)
      AND coalesce(lower.valid_to > date($as_of), lower.valid_to_last > date($as_of), NOT EXISTS { (lower)-[:SUCCEEDED_BY]->() })
  })
RETURN agreement, partner.id AS partner,
       CASE partner.name_language WHEN 'zh' THEN partner.name ELSE partner.name_zh END AS name_zh,
       CASE coalesce(partner.name_language, 'en') WHEN 'en' THEN partner.name ELSE partner.name_en END AS name_en
ORDER BY agreement
