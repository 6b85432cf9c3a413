// date_stated: dates in the place of words that claims stated, as far as they are; a row is [id, properties].
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (claim:Claim {id: row[0]})
REMOVE claim.stated
SET claim += row[1]
