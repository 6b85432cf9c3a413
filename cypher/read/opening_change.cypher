// opening_change: the line that opens the change feed; no row where there is no feed yet.
// params:
// returns: sequence, at, who, records
// mode: read
MATCH (change:Change)
WHERE change.sequence >= 0
RETURN change.sequence AS sequence, change.at AS at, change.who AS who, change.records AS records
ORDER BY sequence
LIMIT 1
