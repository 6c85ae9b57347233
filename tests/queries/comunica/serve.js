// Comunica over one file of triples: node serve.js FILE PORT. It wants Node 22; the two lines below let older ones load it.
const zlib = require('zlib'), threads = require('worker_threads');
zlib.createZstdDecompress = zlib.createZstdDecompress || (() => { throw new Error('no zstd'); });
threads.markAsUncloneable = threads.markAsUncloneable || (() => {});

const http = require('http'), fs = require('fs');
const { QueryEngine } = require('@comunica/query-sparql-file');
const { Parser, Store } = require('n3');

const MEDIA = 'application/sparql-results+json';
const [, , file, port] = process.argv;
const store = new Store(new Parser().parse(fs.readFileSync(file, 'utf8')));
const engine = new QueryEngine();

async function answer(query) {
  const { data } = await engine.resultToString(await engine.query(query, { sources: [store] }), MEDIA);
  let text = '';
  for await (const part of data) text += part;
  return text;
}

http.createServer((request, reply) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (request.method !== 'POST') { reply.end(); return; }
    answer(new URLSearchParams(body).get('query')).then(
      (text) => reply.writeHead(200, { 'Content-Type': MEDIA }).end(text),
      (error) => reply.writeHead(400).end(String(error)),
    );
  });
}).listen(Number(port), '127.0.0.1');
