MATCH (origin:Origin {kind: 'named'})<-[:COMES_FROM]-(:Claim)-[:APPEARS_IN]->(:Article)-[:PUBLISHED_BY]->(outlet:Outlet)
WITH DISTINCT origin, outlet.name AS a
MATCH (origin)<-[:COMES_FROM]-(:Claim)-[:APPEARS_IN]->(:Article)-[:PUBLISHED_BY]->(other:Outlet)
WITH DISTINCT origin, a, other.name AS b
WHERE a < b
RETURN a AS a, b AS b, count(origin.originId) AS origins
