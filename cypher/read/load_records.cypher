// load_records: every record as canonical JSON, gathered by the label of its type; one that lost it, by hand, has its id alone.
// params:
// returns: label, bodies
// mode: read
MATCH (record:Record)
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, collect(coalesce(record.record, '{"id":"' + coalesce(record.id, '') + '"}')) AS bodies
