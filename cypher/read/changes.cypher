// changes: the next records of a stretch of the feed, as they were before their change and after it. After it a record is
//   as it was before its next change, told with `later`; without one it is as it stands.
// params: after_position, after_sequence, id, latest, limit, plural
// returns: sequence, position, at, who, plural, record_id, before, after, later
// mode: read
MATCH (former:Former)
WHERE former.sequence >= $after_sequence AND former.sequence <= $latest AND former.position IS NOT NULL
  AND (former.sequence > $after_sequence OR former.position > $after_position)
  AND ($plural IS NULL OR former.plural = $plural) AND ($id IS NULL OR former.record_id = $id)
WITH former
ORDER BY former.sequence, former.position
LIMIT $limit
MATCH (change:Change)-[:KEPT]->(former)
CALL (former) {
  OPTIONAL MATCH (later:Former {record_id: former.record_id, plural: former.plural})
  WHERE later.sequence > former.sequence
  RETURN later
  ORDER BY later.sequence
  LIMIT 1
}
RETURN change.sequence AS sequence, former.position AS position, change.at AS at, change.who AS who,
       former.plural AS plural, former.record_id AS record_id, former.record AS before, later.record AS after,
       later IS NOT NULL AS later
ORDER BY sequence, position
