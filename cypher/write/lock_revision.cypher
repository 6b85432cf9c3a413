// lock_revision: wait for any other writer and keep the next one waiting until this transaction ends.
// params:
// returns: revision
// mode: write
MERGE (meta:Meta {id: 'network'})
ON CREATE SET meta.revision = 'empty'
ON MATCH SET meta.revision = meta.revision
RETURN meta.revision AS revision
