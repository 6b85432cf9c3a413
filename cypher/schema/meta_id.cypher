// meta_id: there is one node that carries the revision of the network.
// params:
// returns:
// mode: write
CREATE CONSTRAINT meta_id IF NOT EXISTS
FOR (meta:Meta) REQUIRE meta.id IS UNIQUE
