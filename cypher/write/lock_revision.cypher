// lock_revision: wait for any other writer and keep the next one waiting until this transaction ends. Number and moment of
//   the last change are null where the change feed has not begun. What is made here has the form given. What is set and
//   removed again takes the lock, and is no property that could be read before that is there.
// params: form
// returns: revision, sequence, at, form
// mode: write
MERGE (meta:Meta {id: 'network'})
ON CREATE SET meta.revision = 'empty', meta.form = $form
SET meta.locked = true
REMOVE meta.locked
RETURN meta.revision AS revision, meta.sequence AS sequence, meta.at AS at, coalesce(meta.form, 1) AS form
