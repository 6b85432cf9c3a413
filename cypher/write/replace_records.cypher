// replace_records: new properties and label for records that are there, and none of the relationships they stated.
//   What points at them stays, and so do the ties of places, which belong to agreements.
// params: label, rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (record:Record {id: row.id}) USING INDEX SEEK record:Record(id)
CALL (record) {
  MATCH (record)-[:PARTY]->()-[tie:PARTNER {agreement: record.id}]->()
  DELETE tie
}
CALL (record) {
  MATCH (record)-[link]->()
  WHERE type(link) <> 'PARTNER'
  DELETE link
}
REMOVE record:$([label IN labels(record) WHERE label <> 'Record'])
SET record:$($label)
SET record = row
