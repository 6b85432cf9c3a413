// 这对协议有哪些记载？阶段、日期的精确程度、来源原文。 What is on record of an agreement: its stages, how exact its dates are, its sources?
:param place => 'Q16963';
:param partner => 'Q1198';
MATCH (:Place {id: $place})-[:PARTY_OF]->(agreement:Agreement)<-[:PARTY_OF]-(:Place {id: $partner})
OPTIONAL MATCH (agreement)-[:HAS_STAGE]->(stage:Stage)
RETURN agreement.id AS agreement, stage.kind AS stage, coalesce(stage.date, stage.date_first) AS first,
       coalesce(stage.date, stage.date_last) AS last, coalesce(stage.date_precision, 'day') AS precision,
       agreement.sources AS sources
ORDER BY first;
