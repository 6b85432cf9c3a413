// create_records: nodes of one label for records known to be new; a row is the properties of one.
// params: label, rows
// returns:
// mode: write
UNWIND $rows AS row
CREATE (record:Record:$($label))
SET record = row
