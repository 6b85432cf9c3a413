// remove_older: take away the nodes of the first form.
// params:
// returns:
// mode: write
MATCH (record:Record)
DETACH DELETE record
