// 用图数据科学库（GDS）计算：需另装插件，此处没有试过。 Measures by the Graph Data Science library: a plugin, untried here.
MATCH (source:Place)-[tie:PARTNER]->(target:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
WITH gds.graph.project('partners', source, target, {relationshipType: 'PARTNER'}, {undirectedRelationshipTypes: ['PARTNER']}) AS made
RETURN made.graphName AS graph, made.nodeCount AS places, made.relationshipCount AS partners;

CALL gds.pageRank.stream('partners') YIELD nodeId, score
WITH gds.util.asNode(nodeId) AS place, score
RETURN place.id AS id, place.name AS name, score
ORDER BY score DESC
LIMIT 25;

CALL gds.graph.drop('partners') YIELD graphName
RETURN graphName;
