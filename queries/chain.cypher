MATCH (claim:Claim {claimId: $claim})
RETURN 0 AS position, 'speaker' AS step, claim.speaker AS name, claim.cue AS cue
UNION
MATCH (:Claim {claimId: $claim})-[:PASSED_THROUGH]->(hop:Hop)
RETURN hop.position AS position, 'via' AS step, hop.name AS name, hop.cue AS cue
UNION
MATCH (claim:Claim {claimId: $claim})-[:APPEARS_IN]->(article:Article)
OPTIONAL MATCH (claim)-[:PASSED_THROUGH]->(hop:Hop)
WITH claim, article, count(hop) AS hops
RETURN hops + 1 AS position, 'article' AS step, coalesce(article.outlet, article.sourceId) AS name,
  CASE WHEN false THEN claim.cue END AS cue
