// possibly_same: ids of the agreements that may be the same as another, and of their parties.
// params:
// returns: ids
// mode: read
MATCH (one)-[:POSSIBLY_SAME]-(:Agreement)
MATCH (one)<-[:PARTY_OF]-(party)
RETURN collect(DISTINCT one.id) + collect(DISTINCT party.id) AS ids
