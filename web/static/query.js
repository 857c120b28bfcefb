// The editor of the query page: colours, keys, a draft for this tab, and copying. Without it the form works as it is.

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
});
addEventListener('pageshow', paint);
area.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
// What completes is fetched when somebody begins to write.
const complete = () => import(form.dataset.completion).then(module => module.complete(form, area, copy, words));
if (document.activeElement === area) complete(); else area.addEventListener('focus', complete, { once: true });
form.querySelector('small[hidden]').hidden = false;
paint();

document.querySelector('a[data-line]')?.addEventListener('click', event => {
  event.preventDefault();
  const { line, column } = event.target.dataset;
  const before = area.value.split('\n').slice(0, line - 1);
  const place = before.join('').length + before.length + (column - 1);
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

// Lines to copy name this server as the reader knows it.
const here = location.origin + '/sparql';
for (const each of document.querySelectorAll('pre[data-copy] code')) {
  const told = /https?:\/\/[^\s"'?]+\/sparql(?=["'?\s])/;
  each.textContent = each.textContent.replace(told, here);
}
for (const each of document.querySelectorAll('[data-copy]')) {
  const name = each.getAttribute('aria-label') ?? each.textContent;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: 'Copy' });
  button.setAttribute('aria-label', `Copy: ${name}`);
  button.addEventListener('click', async () => {
    const told = document.getElementById('told');
    try {
      await navigator.clipboard.writeText(each.href ?? each.textContent);
      told.textContent = `Copied: ${name}`;
      button.textContent = 'Copied';
    } catch {
      told.textContent = 'This browser does not let the page copy; select the text instead.';
      getSelection().selectAllChildren(each);
    }
  });
  each.tagName === 'PRE' ? each.before(button) : each.after(button);
}
