// load_records: every record as canonical JSON, with the label of its type.
// params:
// returns: label, id, body
// mode: read
MATCH (record:Record)
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, record.id AS id, record.record AS body
