// 江苏及其市县2027年有哪些整五周年？ Which agreements of Jiangsu and its units are five, ten … years old in 2027?
:param home => 'Q16963';
:param year => 2027;
MATCH (unit:Place)-[:PART_OF*0..2]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind = 'formal' AND tie.status IN ['active', 'dormant']
MATCH (agreement:Agreement {id: tie.agreement})-[:HAS_STAGE]->(stage:Stage {kind: 'formal'})
WITH unit, partner, agreement, min(coalesce(stage.date, stage.date_first)) AS signed, head(collect(stage.date_precision)) AS precision
WHERE signed.year < $year AND ($year - signed.year) % 5 = 0
RETURN signed, $year - signed.year AS years, coalesce(unit.name_zh, unit.name) AS unit,
       coalesce(partner.name_zh, partner.name) AS partner, agreement.id AS agreement, coalesce(precision, 'day') AS precision
ORDER BY signed.month, signed.day, agreement;
