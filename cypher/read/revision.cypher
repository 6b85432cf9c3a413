// revision: the mark of the stored network and the number of its last change; no row where nothing was ever stored.
// params:
// returns: revision, sequence
// mode: read
MATCH (meta:Meta {id: 'network'})
RETURN meta.revision AS revision, coalesce(meta.sequence, 0) AS sequence
