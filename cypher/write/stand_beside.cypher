// stand_beside: say anew which agreements stand beside one that may be the same and has the better document: a stated kind,
//   a dated signing, both parties named.
// params:
// returns:
// mode: write
CALL () { MATCH ()-[beside:STANDS_BESIDE]->() DELETE beside }
MATCH (one:Agreement)-[:POSSIBLY_SAME]-(other:Agreement)
WHERE one <> other
UNWIND [one, other] AS agreement
WITH DISTINCT one, other, agreement,
     CASE WHEN EXISTS { (agreement)-[:HAS_STAGE]->(told:Stage WHERE told.kind IN ['intent', 'exchange', 'formal']) } THEN 4 ELSE 0 END +
     CASE WHEN EXISTS {
       (agreement)-[:HAS_STAGE]->(signing:Stage
         WHERE signing.kind IN ['intent', 'unclassified', 'exchange', 'formal']
           AND (signing.date IS NOT NULL OR signing.date_first IS NOT NULL))
     } THEN 2 ELSE 0 END +
     CASE WHEN EXISTS { (agreement)<-[:PARTY_OF]-(:Place {placeholder: true}) } THEN 0 ELSE 1 END AS document
WITH one, other, max(CASE agreement WHEN one THEN document END) AS own, max(CASE agreement WHEN other THEN document END) AS others
WHERE others > own OR others = own AND other.id < one.id
MERGE (one)-[:STANDS_BESIDE]->(other)
