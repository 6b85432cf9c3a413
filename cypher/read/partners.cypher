// partners: everything that is derived from agreements between places, as it stands; `beside` are pairs of agreements.
// params:
// returns: ties, beside
// mode: read
RETURN COLLECT { MATCH (a)-[tie:PARTNER]->(b) RETURN [elementId(tie), a.id, b.id, properties(tie)] } AS ties,
       COLLECT { MATCH (one)-[:STANDS_BESIDE]->(other) RETURN [one.id, other.id] } AS beside
