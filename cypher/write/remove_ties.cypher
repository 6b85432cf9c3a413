// remove_ties: take away relationships between places by what the server calls them.
// params: ids
// returns:
// mode: write
UNWIND $ids AS id
MATCH ()-[tie:PARTNER]->()
WHERE elementId(tie) = id
DELETE tie
