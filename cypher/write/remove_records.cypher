// remove_records: take records away with every relationship, and the ties of the agreements among them.
// params: ids
// returns:
// mode: write
UNWIND $ids AS id
MATCH (record:Record {id: id}) USING INDEX SEEK record:Record(id)
CALL (record) {
  MATCH (record)-[:PARTY]->()-[tie:PARTNER {agreement: record.id}]->()
  DELETE tie
}
DETACH DELETE record
