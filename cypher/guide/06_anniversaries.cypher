// 江苏及其市县2027年有哪些整五周年？ Which agreements of Jiangsu and its units are five, ten … years old in 2027?
:param home => 'Q16963';
:param year => 2027;
MATCH (unit:Place)-[:PART_OF*0..]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND partner.country <> home.country
  AND NOT EXISTS { (:Country {country: partner.country, area_of: home.country}) }
MATCH (agreement:Agreement {id: tie.agreement})
WHERE NOT EXISTS { (agreement)-[:STANDS_BESIDE]->() }
CALL (agreement, tie) {
  MATCH (agreement)-[:HAS_STAGE]->(stage:Stage {kind: tie.kind})
  RETURN coalesce(stage.date, stage.date_first) AS signed, coalesce(stage.date, stage.date_last) AS latest,
         coalesce(stage.date_precision, 'day') AS precision
  ORDER BY signed
  LIMIT 1
}
WITH unit, partner, agreement, signed, latest, precision
WHERE signed.year = latest.year AND signed.year < $year AND ($year - signed.year) % 5 = 0
RETURN signed, $year - signed.year AS years, coalesce(unit.name_zh, unit.name) AS unit,
       coalesce(partner.name_zh, partner.name) AS partner, agreement.id AS agreement, precision
ORDER BY signed.month, signed.day, agreement;
