MATCH (claim:Claim {stance: 'denies'})-[:APPEARS_IN]->(article:Article)
OPTIONAL MATCH (claim)-[:RESPONDS_TO]->(other:Claim)
RETURN DISTINCT claim.claimId AS claim, article.sourceId AS article, claim.speaker AS speaker, claim.content AS content,
  claim.target AS target, other.claimId AS about
