// change_by: the number of the last change written until a moment, -1 where none was.
// params: moment
// returns: number
// mode: read
MATCH (change:Change)
WHERE change.at <= $moment
RETURN coalesce(max(change.sequence), -1) AS number
