// former_record: finds how a record was before each of its changes.
// params:
// returns:
// mode: write
CREATE INDEX former_record IF NOT EXISTS
FOR (former:Former) ON (former.record_id, former.plural, former.sequence)
