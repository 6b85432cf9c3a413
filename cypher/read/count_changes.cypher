// count_changes: how many records of a type (null is any) and of an id (null is any) a stretch of the feed holds.
// params: id, latest, plural, since
// returns: number
// mode: read
MATCH (change:Change)-[:KEPT]->(former:Former)
WHERE change.sequence > $since AND change.sequence <= $latest
  AND ($plural IS NULL OR former.plural = $plural) AND ($id IS NULL OR former.record_id = $id)
RETURN count(former) AS number
