// 江苏哪些设区市在德国还没有友城？名录没有不等于没有。
// Which cities of Jiangsu have no partner on record in Germany? Not on record is not the same as none.
:param home => 'Q16963';
:param country => 'DE';
MATCH (unit:City)-[:PART_OF*]->(home:Place {id: $home})
WHERE coalesce(unit.valid_to > date(), unit.valid_to_last > date(), NOT EXISTS { (unit)-[:SUCCEEDED_BY]->() })
  AND NOT coalesce(unit.placeholder, false) AND NOT EXISTS {
  (unit)-[tie:PARTNER]-(partner:Place {country: $country})
  WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
    AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->() }
}
RETURN unit.id AS unit, unit.name_zh AS name_zh, unit.name AS name
ORDER BY unit;
