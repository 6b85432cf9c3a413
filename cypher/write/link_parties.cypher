// link_parties: agreements and their parties; a row is [agreement id, party, party]. Between places it makes a tie
//   as well, so that pictures and paths need one step; between organisations none.
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
// Without the hints the planner may scan all places for every row: a minute in place of a quarter of a second.
MATCH (agreement:Record {id: row[0]}) USING INDEX SEEK agreement:Record(id)
MATCH (a:Record {id: row[1]}) USING INDEX SEEK a:Record(id)
MATCH (b:Record {id: row[2]}) USING INDEX SEEK b:Record(id)
CREATE (agreement)-[:PARTY]->(a), (agreement)-[:PARTY]->(b)
WITH row, a, b
WHERE a:Place AND b:Place
CREATE (a)-[:PARTNER {agreement: row[0]}]->(b)
