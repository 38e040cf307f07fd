MATCH (article:Article)
OPTIONAL MATCH (article)<-[:APPEARS_IN]-(claim:Claim)
OPTIONAL MATCH (claim)-[:COMES_FROM]->(origin:Origin)
RETURN article.sourceId AS article, article.outlet AS outlet, count(DISTINCT claim.claimId) AS claims,
  count(DISTINCT CASE WHEN origin.kind = 'named' THEN origin.originId END) AS named,
  count(DISTINCT CASE WHEN origin.kind = 'unknown' THEN origin.originId END) AS unknown, article.articleId AS iri
