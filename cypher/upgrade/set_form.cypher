// set_form: the network has a form from now on, and a new mark.
// params: form, revision
// returns:
// mode: write
MATCH (meta:Meta {id: 'network'})
SET meta.form = $form, meta.revision = $revision
