// 江苏各市的友城所在地区中，哪些与江苏还没有省级协议？ In which regions do cities of Jiangsu have partners and the province none?
:param home => 'Q16963';
MATCH (unit:City)-[:PART_OF]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)-[:PART_OF*0..2]->(region:Province)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND region.country <> home.country
  AND NOT EXISTS { (home)-[stem:PARTNER]-(region) WHERE stem.until IS NULL }
RETURN region.id AS region, region.name_zh AS name_zh, region.name AS name, region.country AS country,
       count(DISTINCT tie.agreement) AS grapes, collect(DISTINCT coalesce(unit.name_zh, unit.name)) AS units
ORDER BY grapes DESC, region
LIMIT 25;
