// log: every node that tells what was written, by its label; `kept` is how many records a change keeps, null of other nodes, and
//   `tied` whether what a change kept hangs on it.
// params:
// returns: label, element, properties, kept, tied
// mode: read
MATCH (node:Meta {id: 'network'})
RETURN 'Meta' AS label, elementId(node) AS element, properties(node) AS properties, null AS kept, true AS tied
UNION ALL
MATCH (node:Change)
RETURN 'Change' AS label, elementId(node) AS element, properties(node) AS properties,
       COUNT { (node)-[:KEPT]->(:Former {sequence: node.sequence}) } AS kept, true AS tied
ORDER BY node.sequence
UNION ALL
MATCH (node:Former)
RETURN 'Former' AS label, elementId(node) AS element, properties(node) AS properties, null AS kept,
       EXISTS { (:Change {sequence: node.sequence})-[:KEPT]->(node) } AS tied
