// set_password: replace the default password of a fresh server; run on the database `system`.
// params: password
// returns:
// mode: write
ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password
