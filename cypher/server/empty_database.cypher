// empty_database: take everything out, a part at a time so that no transaction outgrows the memory; not within one.
// params:
// returns:
// mode: write
MATCH (node)
CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS
