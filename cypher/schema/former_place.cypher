// former_place: what a change touched has one place each in it, and the change feed is read in that order.
// params:
// returns:
// mode: write
CREATE CONSTRAINT former_place IF NOT EXISTS
FOR (former:Former) REQUIRE (former.sequence, former.position) IS UNIQUE
