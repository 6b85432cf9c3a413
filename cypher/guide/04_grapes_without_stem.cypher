// 江苏市县的友城所在地区中，哪些与江苏还没有省级协议？ In which regions do units of Jiangsu have partners and the province none?
:param home => 'Q16963';
MATCH (unit:Place)-[:PART_OF*0..]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND partner.country <> home.country
  AND NOT EXISTS { (:Country {country: partner.country, area_of: home.country}) }
  AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->() }
WITH home, collect({unit: unit, agreement: tie.agreement, partner: partner}) AS ties
WITH home, ties, [tie IN ties WHERE tie.unit = home | tie.partner] AS own
UNWIND ties AS tie
WITH own, tie, tie.partner AS partner
WHERE tie.unit.id <> $home AND NOT EXISTS { (partner)-[:PART_OF*0..]->(above:Province) WHERE above IN own }
CALL (partner) {
  MATCH path = (partner)-[:PART_OF*0..]->(region:Province)
  WHERE NOT region:Country
  RETURN region
  ORDER BY length(path)
  LIMIT 1
}
RETURN region.id AS region, region.name_zh AS name_zh, region.name AS name, region.country AS country,
       count(DISTINCT tie.agreement) AS grapes, collect(DISTINCT coalesce(tie.unit.name_zh, tie.unit.name)) AS units
ORDER BY grapes DESC, region;
