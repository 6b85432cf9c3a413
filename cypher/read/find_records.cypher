// find_records: those of the given ids that are stored, as canonical JSON, with the label of their type.
// params: ids
// returns: label, id, body
// mode: read
UNWIND $ids AS id
MATCH (record:Record {id: id})
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, id, record.record AS body
