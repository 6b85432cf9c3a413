// stand_beside: which agreements stand beside better records of what may be the same, and no others; a pair is [id, id of the better].
// params: pairs
// returns:
// mode: write
CALL () { MATCH ()-[beside:STANDS_BESIDE]->() DELETE beside }
UNWIND $pairs AS pair
MATCH (one:Agreement {id: pair[0]})
MATCH (better:Agreement {id: pair[1]})
MERGE (one)-[:STANDS_BESIDE]->(better)
