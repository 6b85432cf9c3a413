// revision: the mark of the stored network, the number and moment of its last change and its form; no row where nothing was ever stored.
// params:
// returns: revision, sequence, at, form
// mode: read
MATCH (meta:Meta {id: 'network'})
RETURN meta.revision AS revision, coalesce(meta.sequence, 0) AS sequence, meta.at AS at, coalesce(meta.form, 1) AS form
