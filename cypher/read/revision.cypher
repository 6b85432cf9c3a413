// revision: the mark of the stored network; no row where nothing was ever stored.
// params:
// returns: revision
// mode: read
MATCH (meta:Meta {id: 'network'})
RETURN meta.revision AS revision
