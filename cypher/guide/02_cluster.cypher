// 江苏在北莱茵-威斯特法伦的葡萄串（集群）：主干和葡萄。 The cluster of Jiangsu in North Rhine-Westphalia: stem and grapes.
:param home => 'Q16963';
:param region => 'Q1198';
MATCH (unit:Place)-[:PART_OF*0..]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->() }
MATCH within = (partner)-[:PART_OF*0..]->(region:Place {id: $region})
RETURN unit, tie, partner, within, region;
