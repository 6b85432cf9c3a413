// link_partners: the tie from place to place that an agreement makes, so that pictures and paths need one step;
//   a row is [agreement id, place id, place id]. Agreements of organisations make none.
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Record {id: row[1]})
MATCH (b:Record {id: row[2]})
WHERE a:Place AND b:Place
CREATE (a)-[:PARTNER {agreement: row[0]}]->(b)
