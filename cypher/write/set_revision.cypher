// set_revision: mark the network as changed.
// params: revision
// returns:
// mode: write
MATCH (meta:Meta {id: 'network'})
SET meta.revision = $revision
