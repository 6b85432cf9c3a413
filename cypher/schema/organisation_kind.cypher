// organisation_kind: the bodies of a kind, such as the counterpart associations.
// params:
// returns:
// mode: write
CREATE INDEX organisation_kind IF NOT EXISTS
FOR (body:Organisation) ON (body.kind)
