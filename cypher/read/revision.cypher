// revision: the mark of the stored network, the number of its last change and its form; no row where nothing was ever stored.
// params:
// returns: revision, sequence, form
// mode: read
MATCH (meta:Meta {id: 'network'})
RETURN meta.revision AS revision, coalesce(meta.sequence, 0) AS sequence, coalesce(meta.form, 1) AS form
