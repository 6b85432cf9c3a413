// partners: everything that is derived from agreements between places, as it stands; `beside` are pairs of agreements.
// params:
// returns: ties, beside
// mode: read
RETURN COLLECT { MATCH (a)-[tie:PARTNER]->(b) RETURN [elementId(tie), size(keys(tie)), a.id, b.id, tie.agreement, tie.layer, tie.kind,
         tie.status, tie.since, tie.until] } AS ties,
       COLLECT { MATCH (one)-[:STANDS_BESIDE]->(other) RETURN [one.id, other.id] } AS beside
