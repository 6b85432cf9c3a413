// city_network: the effective agreements among the places within `depth` (1 to 3) agreements of a place, with the
//   distance of either party from it. A place without any has no rows.
// params: as_of, depth, kinds, layer, place
// returns: agreement, source, source_hops, target, target_hops
// mode: read
MATCH (centre:Place {id: $place})
MATCH path = ANY SHORTEST (centre) (
  (:Place)-[step:PARTNER
    WHERE step.kind IN $kinds AND step.status IN ['active', 'dormant'] AND step.layer = coalesce($layer, step.layer)
      AND coalesce(step.since <= date($as_of), true) AND coalesce(step.until > date($as_of), true)
  ]-(:Place)
){0,3} (reached:Place)
WITH reached, length(path) AS hops
WHERE hops <= $depth
MATCH (reached)-[tie:PARTNER]-(:Place)
WHERE tie.kind IN $kinds AND tie.status IN ['active', 'dormant'] AND tie.layer = coalesce($layer, tie.layer)
  AND coalesce(tie.since <= date($as_of), true) AND coalesce(tie.until > date($as_of), true)
WITH tie, startNode(tie) AS source, endNode(tie) AS target,
     max(CASE reached WHEN startNode(tie) THEN hops END) AS source_hops, max(CASE reached WHEN endNode(tie) THEN hops END) AS target_hops
WHERE source_hops IS NOT NULL AND target_hops IS NOT NULL
RETURN tie.agreement AS agreement, source.id AS source, source_hops, target.id AS target, target_hops
ORDER BY agreement
