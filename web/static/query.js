// The query page: colours, keys, a draft for this tab, the time of a query that runs, sorting. Without it
// the form and the answer work as they are.

const KEYWORDS = new Set((
  'ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE DAY DESC ' +
  'DESCRIBE DISTINCT EXISTS FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING IF IN IRI ISBLANK ISIRI ISLITERAL ' +
  'ISNUMERIC LANG LANGMATCHES LCASE LIMIT MAX MIN MINUS MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX REDUCED REGEX ' +
  'REPLACE ROUND SAMETERM SAMPLE SELECT SEPARATOR SERVICE STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN ' +
  'STRSTARTS SUBSTR SUM UCASE UNDEF UNION URI VALUES WHERE YEAR A TRUE FALSE').split(' '));

// SPARQL 1.1 §19.8, the terminals that look different; longer forms come first.
const WORDS = new RegExp([
  '(?<comment>#[^\\r\\n]*)',
  '(?<literal>"""[^]*?(?:"""|$)|\'\'\'[^]*?(?:\'\'\'|$)|"(?:[^"\\\\\\n]|\\\\.)*"?|\'(?:[^\'\\\\\\n]|\\\\.)*\'?)',
  '(?<term><[^<>"{}|^`\\\\\\x00-\\x20]*>|[\\p{L}][\\w.-]*:[\\w.:%-]*|_?:[\\w.:%-]*)',
  '(?<variable>[?$][\\w]+)',
  '(?<keyword>@?[\\p{L}_][\\w-]*)',
  '(?<number>\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)',
].join('|'), 'gu');

/** The words of a query in order: kind, text and where each starts. */
export function* words(text) {
  for (const found of text.matchAll(WORDS)) {
    let [kind] = Object.entries(found.groups).find(([, word]) => word !== undefined);
    if (kind === 'keyword' && !KEYWORDS.has(found[0].toUpperCase())) kind = '';
    yield { kind, text: found[0], start: found.index };
  }
}

const form = document.querySelector('form.ask');
const area = form.elements.query;
const copy = document.createElement('pre');
copy.setAttribute('aria-hidden', 'true');
area.before(copy);

/** Colour the copy that lies under what is typed. */
function paint() {
  const pieces = [];
  let done = 0;
  for (const { kind, text, start } of words(area.value)) {
    if (!kind) continue;
    const mark = document.createElement('span');
    mark.className = kind;
    mark.textContent = text;
    pieces.push(area.value.slice(done, start), mark);
    done = start + text.length;
  }
  copy.replaceChildren(...pieces, area.value.slice(done), '\n');
}

const DRAFT = 'query draft';
try {
  const draft = 'draft' in area.dataset && sessionStorage.getItem(DRAFT);
  if (draft) area.value = draft;
} catch { /* storage may be switched off */ }

area.addEventListener('input', () => {
  paint();
  try { sessionStorage.setItem(DRAFT, area.value); } catch { /* the draft is a convenience */ }
});
form.addEventListener('submit', () => {
  try { sessionStorage.removeItem(DRAFT); } catch { /* nothing was kept */ }
  run();
});
addEventListener('pageshow', event => {
  paint();
  if (event.persisted) stop();
});

// While a query runs, this page waits for the next: it tells the time, and hangs up where asked to, which ends the query.
const state = form.querySelector('.running');
let clock;

function stop(words = '') {
  clearInterval(clock);
  state.textContent = words;
}

function run() {
  stop();
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const time = Object.assign(document.createElement('span'), { role: 'timer' });
  time.setAttribute('aria-live', 'off');
  const cancel = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: 'Cancel' });
  cancel.addEventListener('click', () => {
    window.stop();
    stop(`Cancelled after ${seconds()}`);
    area.focus();
  });
  clock = setInterval(() => {
    time.textContent = ` ${seconds()} of at most ${form.dataset.seconds} s `;
    if (!cancel.isConnected) state.append('Running', time, cancel);
  }, 100);
}
area.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
// What completes is fetched when somebody begins to write.
let woken;
const complete = () => { woken ??= import(form.dataset.completion).then(module => module.complete(form, area, copy, words)); };
if (document.activeElement === area) complete();
for (const each of ['focus', 'pointerenter']) area.addEventListener(each, complete, { once: true });
form.querySelector('.help').hidden = false;
paint();

document.querySelector('a[data-line]')?.addEventListener('click', event => {
  event.preventDefault();
  const { line, column } = event.target.dataset;
  const lines = area.value.split('\n');
  const [before, broken] = [lines.slice(0, line - 1), lines[line - 1]];
  // a column counts characters, a place in a text UTF-16 units
  const place = before.join('').length + before.length + [...broken].slice(0, column - 1).join('').length;
  area.focus();
  area.setSelectionRange(place, place);
});

// Why the answer is empty is found out once it is here; without this, a link leads there.
const why = document.querySelector('[data-diagnosis]');
if (why) {
  const link = why.querySelector('a');
  try {
    const response = await fetch(link.href, { headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const found = response.ok && page.getElementById('diagnosis');
    if (found) why.replaceChildren(document.adoptNode(found));
  } catch { /* the link stays */ }
}

// Columns sort: numbers by value, texts as people count, none last; a third press gives the order of the answer.
const table = document.querySelector('table.results');
const told = document.getElementById('told');
const NEXT = { none: 'ascending', ascending: 'descending', descending: 'none' };
if (table) {
  const [body] = table.tBodies;
  const answered = [...body.rows];
  const { compare } = new Intl.Collator('en', { numeric: true });
  const number = text => ({ INF: Infinity, '+INF': Infinity, '-INF': -Infinity, NaN: -Infinity })[text] ?? Number(text);
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.append(...head.childNodes);
    head.append(button);
    head.ariaSort = 'none';
    button.addEventListener('click', () => {
      const order = NEXT[head.ariaSort];
      for (const each of heads) each.ariaSort = each === head ? order : 'none';
      const turn = order === 'descending' ? -1 : 1;
      const keys = new Map(answered.map(row => {
        const cell = row.cells[place];
        const text = cell.firstElementChild?.textContent ?? '';
        const isNumber = cell.className === 'count';
        return [row, { rank: isNumber ? 0 : text ? 1 : 2, value: isNumber ? number(text) : text }];
      }));
      const by = (one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (a.rank === 2 || b.rank === 2) return a.rank - b.rank;
        return turn * (a.rank - b.rank || (a.rank ? compare(a.value, b.value) : Number(a.value > b.value) - Number(a.value < b.value)));
      };
      body.append(...order === 'none' ? answered : [...answered].sort(by));
      told.textContent = `${answered.length} rows, ${order === 'none' ? 'as answered' : `sorted by ${head.firstChild.firstChild.textContent}, ${order}`}`;
    });
  });
}

// Lines to copy name this server as the reader knows it.
const here = location.origin + '/sparql';
for (const each of document.querySelectorAll('pre[data-copy] code')) {
  const told = /https?:\/\/[^\s"'?]+\/sparql(?=["'?\s])/;
  each.textContent = each.textContent.replace(told, here);
}
