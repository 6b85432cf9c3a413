// older_records: the records of a store of the first form, whose nodes each carried one as canonical JSON, by their label.
// params:
// returns: label, bodies
// mode: read
MATCH (record:Record)
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, collect(coalesce(record.record, '{"id":"' + coalesce(record.id, '') + '"}')) AS bodies
