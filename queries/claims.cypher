MATCH (claim:Claim)-[:APPEARS_IN]->(article:Article)
OPTIONAL MATCH (claim)-[:SPOKEN_BY]->(actor:Actor)
WITH claim, article, actor
WHERE claim.speaker = $speaker OR actor.name = $speaker
RETURN DISTINCT claim.claimId AS claim, article.sourceId AS article, article.published AS published,
  claim.stance AS stance, claim.polarity AS polarity, claim.content AS content
