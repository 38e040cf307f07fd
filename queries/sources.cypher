MATCH (:Outlet {name: $outlet})<-[:PUBLISHED_BY]-(:Article)<-[:APPEARS_IN]-(claim:Claim)-[:COMES_FROM]->(origin:Origin)
RETURN origin.originId AS origin, origin.name AS name, origin.kind AS kind, count(DISTINCT claim.claimId) AS claims
