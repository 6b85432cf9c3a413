// 江苏在北莱茵-威斯特法伦的葡萄串（集群）：主干和葡萄。 The cluster of Jiangsu in North Rhine-Westphalia: stem and grapes.
:param home => 'Q16963';
:param region => 'Q1198';
MATCH (unit:Place)-[:PART_OF*0..2]->(home:Place {id: $home})
MATCH (unit)-[tie:PARTNER]-(partner:Place)-[within:PART_OF*0..2]->(region:Place {id: $region})
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
RETURN unit, tie, partner, within, region;
