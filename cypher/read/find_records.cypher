// find_records: those of the given ids that are stored, as canonical JSON, gathered by the label of their type.
// params: ids
// returns: label, bodies
// mode: read
UNWIND $ids AS id
MATCH (record:Record {id: id}) USING INDEX SEEK record:Record(id)
RETURN [label IN labels(record) WHERE label <> 'Record'][0] AS label, collect(record.record) AS bodies
