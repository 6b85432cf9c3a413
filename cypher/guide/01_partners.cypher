// 南京现在有哪些友城？ Which partners does Nanjing have now?
:param place => 'Q16666';
MATCH (place:Place {id: $place})-[tie:PARTNER]-(partner:Place)
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
RETURN place, tie, partner;
