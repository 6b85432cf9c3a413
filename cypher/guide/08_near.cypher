// 科隆一百公里之内，哪些地方有中国友城？ Which places within 100 km of Cologne have partners in China?
:param place => 'Q365';
:param country => 'CN';
:param metres => 100000;
MATCH (place:Place {id: $place})
MATCH (near:Place)
WHERE point.distance(near.position, place.position) <= $metres
MATCH (near)-[tie:PARTNER]-(partner:Place {country: $country})
WHERE tie.until IS NULL AND tie.kind IN ['formal', 'unclassified'] AND tie.status IN ['active', 'dormant']
  AND NOT EXISTS { (:Agreement {id: tie.agreement})-[:STANDS_BESIDE]->() }
RETURN near.id AS id, near.name AS name, toInteger(point.distance(near.position, place.position) / 1000) AS km,
       collect(DISTINCT coalesce(partner.name_zh, partner.name)) AS partners
ORDER BY km, id;
