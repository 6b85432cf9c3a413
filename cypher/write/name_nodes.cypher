// name_nodes: names that nodes are shown by; a row is [what the server calls a node, properties, null for those that go].
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (node)
WHERE elementId(node) = row[0]
SET node += row[1]
