// Standard input: {queries, labels, relationshipTypes, parameters}. Standard output: what the linter says of each query
// in Cypher 5 and in Cypher 25, nothing where it has nothing to say.
const { lintCypherQuery } = require("@neo4j-cypher/language-support");
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { labels, relationshipTypes, parameters } = given;
const found = [];
for (const [name, query] of Object.entries(given.queries)) {
  for (const defaultLanguage of ["CYPHER 5", "CYPHER 25"]) {
    const schema = { labels, relationshipTypes, parameters, defaultLanguage };
    for (const { message } of lintCypherQuery(query, schema, true).diagnostics) {
      found.push(`${name}, ${defaultLanguage}: ${message}`);
    }
  }
}
console.log(JSON.stringify(found));
