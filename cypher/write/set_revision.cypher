// set_revision: mark the network as changed, and by which change.
// params: at, revision, sequence
// returns:
// mode: write
MATCH (meta:Meta {id: 'network'})
SET meta.revision = $revision, meta.sequence = $sequence, meta.at = $at
