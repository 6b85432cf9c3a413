// 从南京到科隆经过哪些友城？ Which partners lead from Nanjing to Cologne?
:param from => 'Q16666';
:param to => 'Q365';
MATCH path = ALL SHORTEST (:Place {id: $from}) (
  (:Place)-[tie:PARTNER WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']]-(:Place)
){1,6} (:Place {id: $to})
RETURN path
LIMIT 25;
