// keep_formers: how records were before a change; a row is the properties of one, without `record` where it was added.
// params: rows, sequence
// returns:
// mode: write
MATCH (change:Change {sequence: $sequence}) USING INDEX SEEK change:Change(sequence)
UNWIND $rows AS row
CREATE (change)-[:KEPT]->(former:Former {sequence: $sequence})
SET former += row
