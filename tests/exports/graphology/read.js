// Reads a GEXF or GraphML file with the parsers of graphology and prints what they saw, as JSON.
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [folder, file] = process.argv.slice(2);
const load = createRequire(path.join(folder, "package.json"));
const Graph = load("graphology");
const parse = file.endsWith(".gexf") ? load("graphology-gexf/node").parse : load("graphology-graphml/node").parse;
const graph = parse(Graph, fs.readFileSync(file, "utf8"), { respectInputGraphType: false });
const rows = (each) => {
  const found = {};
  each((id, values) => (found[id] = values));
  return found;
};
const ends = {};
graph.forEachEdge((id, values, source, target, a, b, undirected) => (ends[id] = [source, target, !undirected]));
console.log(
  JSON.stringify({
    order: graph.order,
    size: graph.size,
    nodes: rows((add) => graph.forEachNode(add)),
    edges: rows((add) => graph.forEachEdge(add)),
    ends,
  })
);
