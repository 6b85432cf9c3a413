// link_records: the relationships of one type that records state; a row is [id of the record, id it names].
// params: rows, type
// returns:
// mode: write
UNWIND $rows AS row
MATCH (source:Record {id: row[0]}) USING INDEX SEEK source:Record(id)
MATCH (target:Record {id: row[1]}) USING INDEX SEEK target:Record(id)
CREATE (source)-[:$($type)]->(target)
