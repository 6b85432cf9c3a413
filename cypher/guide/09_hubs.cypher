// 江苏的市中，谁的友城最多，各国各多少？ Which cities of Jiangsu have most partners, and in which countries?
:param home => 'Q16963';
MATCH (unit:City)-[:PART_OF*]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND partner.country <> home.country
  AND NOT EXISTS { (:Country {country: partner.country, area_of: home.country}) }
  AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->() }
WITH unit, partner.country AS country, count(DISTINCT tie.agreement) AS agreements
ORDER BY agreements DESC, country
RETURN unit.id AS id, coalesce(unit.name_zh, unit.name) AS unit, sum(agreements) AS agreements,
       collect(country + ' ' + agreements) AS countries
ORDER BY agreements DESC, id;
