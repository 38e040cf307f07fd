MATCH (claim:Claim {stance: 'accuses'})-[:APPEARS_IN]->(article:Article)
WHERE NOT EXISTS { MATCH (:Claim)-[:RESPONDS_TO]->(claim) }
  AND NOT EXISTS {
    MATCH (claim)-[:REPORTS_EVENT]->(:Event)-[:DONE_BY]->(:Actor)<-[:SPOKEN_BY]-(reply:Claim)-[:BELONGS_TO]->(:Topic)<-[:BELONGS_TO]-(claim)
    WHERE reply.claimId <> claim.claimId
  }
RETURN DISTINCT claim.claimId AS claim, article.sourceId AS article, claim.speaker AS speaker, claim.content AS content
