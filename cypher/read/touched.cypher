// touched: ids of the records that were changed after a change, up to another; no row where that change did not give the
//   network this mark: then the store is another one, or was written to by an earlier release.
// params: latest, revision, since
// returns: ids
// mode: read
MATCH (known:Change {sequence: $since, revision: $revision})
RETURN COLLECT {
  MATCH (former:Former)
  WHERE former.sequence > $since AND former.sequence <= $latest AND former.position IS NOT NULL
  RETURN DISTINCT former.record_id
} AS ids
