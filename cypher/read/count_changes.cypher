// count_changes: how many records of a type (null is any) and of an id (null is any) a stretch of the feed holds.
// params: id, latest, plural, since
// returns: number
// mode: read
MATCH (former:Former)
WHERE former.sequence > $since AND former.sequence <= $latest AND former.position IS NOT NULL
  AND ($plural IS NULL OR former.plural = $plural) AND ($id IS NULL OR former.record_id = $id)
RETURN count(former) AS number
