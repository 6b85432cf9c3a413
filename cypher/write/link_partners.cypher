// link_partners: what agreements of places say in one step, for pictures and paths; a row is [place, place, properties]. Where
//   a party is no place nothing is made.
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Place {id: row[0]}) USING INDEX SEEK a:Place(id)
MATCH (b:Place {id: row[1]}) USING INDEX SEEK b:Place(id)
CREATE (a)-[tie:PARTNER]->(b)
SET tie = row[2]
