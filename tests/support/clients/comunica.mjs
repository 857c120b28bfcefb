// Answers queries with Comunica, as its documentation shows it, one JSON text a line on standard output.
// usage: node comunica.mjs NODE_MODULES PACKAGE < tasks
// tasks: a JSON list of {"query": text, "sources": [address or path, ...], "options": {...}}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, name] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${folder}/`)(name);
const engine = new QueryEngine();

async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const RESULTS = { bindings: 'application/sparql-results+json', boolean: 'application/sparql-results+json', quads: 'application/n-triples' };

for (const { query, sources, options } of JSON.parse(readFileSync(0, 'utf8'))) {
  const answer = await engine.query(query, { sources, ...options });
  const { data } = await engine.resultToString(answer, RESULTS[answer.resultType]);
  console.log(JSON.stringify({ type: answer.resultType, text: await text(data) }));
}
