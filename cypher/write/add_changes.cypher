// add_changes: lines of the change feed; a row is the properties of one.
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
CREATE (change:Change)
SET change = row
