// load_records: every record as canonical JSON, gathered by the label of its type.
// params:
// returns: label, bodies
// mode: read
MATCH (record:Record)
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, collect(record.record) AS bodies
