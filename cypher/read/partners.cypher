// partners: everything that is derived from agreements between places, as it stands; `beside` are pairs of agreements.
// params:
// returns: ties, beside
// mode: read
RETURN COLLECT { MATCH (a)-[tie:PARTNER]->(b) WITH a, b, tie, properties(tie) AS told RETURN [elementId(tie), size(keys(told)), a.id, b.id,
         told.agreement, told.layer, told.kind, told.status, told.since, told.until] } AS ties,
       COLLECT { MATCH (one)-[:STANDS_BESIDE]->(other) RETURN [one.id, other.id] } AS beside
