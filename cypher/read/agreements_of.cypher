// agreements_of: the agreements of these parties.
// params: ids
// returns: ids
// mode: read
UNWIND $ids AS id
CALL (id) {
  MATCH (:Place {id: id})-[:PARTY_OF]->(agreement:Agreement) RETURN agreement
  UNION
  MATCH (:Organisation {id: id})-[:PARTY_OF]->(agreement:Agreement) RETURN agreement
}
RETURN collect(DISTINCT agreement.id) AS ids
