// city_network: the effective agreements among the places within `depth` (1 to 3) agreements of a place, with the
//   distance of either party from it. A place without any has no rows.
// params: as_of, depth, kinds, place
// returns: agreement, source, source_hops, target, target_hops
// mode: read
MATCH (centre:Record {id: $place}) USING INDEX SEEK centre:Record(id)
MATCH path = ANY SHORTEST (centre) (
  (:Place)<-[:PARTY]-(step:Agreement
    WHERE [kind IN ['formal', 'exchange', 'unclassified', 'intent'] WHERE kind IN
           [i IN range(0, size(step.stage_kinds) - 1) WHERE step.stage_last[i] <= $as_of | step.stage_kinds[i]]][0] IN $kinds
      AND coalesce([i IN range(0, size(step.stage_kinds) - 1) WHERE step.stage_last[i] <= $as_of
            AND step.stage_kinds[i] IN ['suspended', 'resumed', 'terminated', 'dormant'] | step.stage_kinds[i]][-1], 'resumed')
          IN ['resumed', 'dormant']
      AND coalesce([i IN range(0, size(step.stage_kinds) - 1) WHERE step.stage_first[i] <= $as_of
            AND step.stage_kinds[i] IN ['suspended', 'resumed', 'terminated', 'dormant'] | step.stage_kinds[i]][-1], 'resumed')
          IN ['resumed', 'dormant']
  )-[:PARTY]->(:Place)
){0,3} (reached:Place)
WITH reached, length(path) / 2 AS hops
WHERE hops <= $depth
MATCH (reached)<-[:PARTY]-(agreement:Agreement)
WITH agreement, collect({id: reached.id, hops: hops}) AS parties
WHERE size(parties) = 2
WITH agreement, parties,
     [i IN range(0, size(agreement.stage_kinds) - 1) WHERE agreement.stage_last[i] <= $as_of | agreement.stage_kinds[i]] AS sure,
     [i IN range(0, size(agreement.stage_kinds) - 1) WHERE agreement.stage_first[i] <= $as_of | agreement.stage_kinds[i]] AS likely,
     ['suspended', 'resumed', 'terminated', 'dormant'] AS turns
WHERE [kind IN ['formal', 'exchange', 'unclassified', 'intent'] WHERE kind IN sure][0] IN $kinds
  AND coalesce([stage IN sure WHERE stage IN turns][-1], 'resumed') IN ['resumed', 'dormant']
  AND coalesce([stage IN likely WHERE stage IN turns][-1], 'resumed') IN ['resumed', 'dormant']
RETURN agreement.id AS agreement,
       parties[0].id AS source, parties[0].hops AS source_hops, parties[1].id AS target, parties[1].hops AS target_hops
ORDER BY agreement
