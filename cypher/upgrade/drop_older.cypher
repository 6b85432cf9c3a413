// drop_older: take away the constraint of the first form.
// params:
// returns:
// mode: write
DROP CONSTRAINT record_id IF EXISTS
