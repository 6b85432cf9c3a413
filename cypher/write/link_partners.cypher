// link_partners: the tie from place to place that an agreement makes, so that pictures and paths need one step;
//   a row is [agreement id, place id, place id]. Agreements of organisations make none.
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
// Without the hints the planner may scan all places for every row: a minute in place of a quarter of a second.
MATCH (a:Record {id: row[1]}) USING INDEX SEEK a:Record(id)
MATCH (b:Record {id: row[2]}) USING INDEX SEEK b:Record(id)
WHERE a:Place AND b:Place
CREATE (a)-[:PARTNER {agreement: row[0]}]->(b)
