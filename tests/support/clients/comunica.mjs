// Answers queries with Comunica, as its documentation shows it, one JSON text a line on standard output.
// usage: node comunica.mjs NODE_MODULES PACKAGE < tasks
// tasks: a JSON list of {"query": text, "sources": [address or path, ...], "options": {...}}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, name] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${folder}/`)(name);
const engine = new QueryEngine();

// No other host is asked than those of the sources: elsewhere there is nothing.
function near(sources) {
  const hosts = new Set(sources.filter((source) => source.startsWith('http')).map((source) => new URL(source).host));
  return async (address, options) => {
    const { host } = new URL(address instanceof Request ? address.url : address);
    return hosts.has(host) ? fetch(address, options) : new Response('', { status: 404 });
  };
}

async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const RESULTS = { bindings: 'application/sparql-results+json', boolean: 'application/sparql-results+json', quads: 'application/n-triples' };

for (const { query, sources, options } of JSON.parse(readFileSync(0, 'utf8'))) {
  const answer = await engine.query(query, { sources, fetch: near(sources), ...options });
  const { data } = await engine.resultToString(answer, RESULTS[answer.resultType]);
  console.log(JSON.stringify({ type: answer.resultType, text: await text(data) }));
}
