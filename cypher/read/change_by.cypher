// change_by: the number of the last change written until a moment, -1 where none was. The last changes are looked at first, for
//   moments never run backwards and what is asked for is mostly late.
// params: moment
// returns: number
// mode: read
OPTIONAL MATCH (change:Change)
WHERE change.sequence IS NOT NULL AND change.at <= $moment
WITH change
ORDER BY change.sequence DESC
LIMIT 1
RETURN coalesce(change.sequence, -1) AS number
