// Completion for the query editor: prefixes, classes, properties, variables, and things by their names; and what terms mean.

const MOST = 12;
const PAUSE = 180;
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*$/;
const ID = 'https://w3id.org/ccwp/id/';

/** Wake the editor: `area` is typed in, `copy` is the text under it, `words` reads a query. */
export async function complete(form, area, copy, words) {
  let { prefixes, terms } = { prefixes: {}, terms: [] };
  let choices = [];
  let active = -1;
  let from = 0;
  let asked = 0;
  let closed = '';
  let finds = true;

  const list = Object.assign(document.createElement('ul'), { className: 'choices', id: 'choices', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  const status = Object.assign(document.createElement('p'), { className: 'unseen' });
  status.setAttribute('role', 'status');
  form.append(list, status);
  area.setAttribute('aria-autocomplete', 'list');
  area.setAttribute('aria-haspopup', 'listbox');
  area.setAttribute('aria-controls', 'choices');

  /** What is being written where the caret stands: null inside a comment or a string. */
  function written() {
    const caret = area.selectionStart;
    if (caret !== area.selectionEnd) return null;
    for (const word of words(area.value)) {
      const end = word.start + word.text.length;
      if (word.start >= caret) break;
      const open = word.kind === 'comment' || (word.kind === 'literal' && !(end === caret && word.text.length > 1 && word.text.endsWith(word.text[0])));
      if (caret <= end && open) return null;
    }
    const line = area.value.slice(area.value.lastIndexOf('\n', caret - 1) + 1, caret);
    const [text] = /(?:[?$]\w*|[\p{L}_][\w.-]*(?::[\w.%-]*)?|:[\w.%-]*)?$/u.exec(line);
    return { text, caret, declares: /^\s*PREFIX\s+\S*$/i.test(line) };
  }

  /** Prefixes the query declares itself count before those that are registered. */
  function declared() {
    const own = {};
    for (const [, prefix, namespace] of area.value.matchAll(/\bPREFIX\s+([\w.-]*):\s*<([^>]*)>/gi)) own[prefix] = namespace;
    return own;
  }

  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  function find({ text, declares }) {
    const sought = fold(text);
    if (declares) {
      return Object.entries(prefixes).filter(([prefix]) => prefix.startsWith(text))
        .map(([prefix, namespace]) => ({ shown: `${prefix}:`, said: namespace, put: `${prefix}: <${namespace}>` }));
    }
    if (/^[?$]/.test(text)) {
      const others = new Set([...words(area.value)].filter(word => word.kind === 'variable' && word.text !== text).map(word => word.text));
      return [...others].filter(name => name.startsWith(text)).map(name => ({ shown: name, said: 'variable', put: name }));
    }
    const ranked = terms.map(([kind, name, label, definition]) => {
      const [prefix, local] = name.split(':');
      const rank = [fold(name), fold(local), fold(label)].findIndex(each => each.startsWith(sought));
      const rest = text.includes(':') ? -1 : `${fold(local)} ${fold(label)}`.indexOf(sought);
      return { rank: rank >= 0 ? rank : rest >= 0 ? 3 : 9, own: prefix === 'ccwp' ? 0 : 1, shown: name, said: `${kind}${label ? ` · ${label}` : ''}${definition ? ` · ${definition}` : ''}`, put: name };
    }).filter(each => each.rank < 9).sort((a, b) => a.rank - b.rank || a.own - b.own);
    const spaces = text.includes(':') ? [] : Object.keys(prefixes).filter(prefix => text && prefix.startsWith(text))
      .map(prefix => ({ shown: `${prefix}:`, said: `prefix · ${prefixes[prefix]}`, put: `${prefix}:` }));
    return [...ranked, ...spaces];
  }

  /** Things by name, from the search; where there is none, nothing is missing but this. */
  async function things(text) {
    if (!finds || text.length < 3 || /[:?$]/.test(text)) return [];
    const response = await fetch(`/search/suggest?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!response?.ok) {
      finds = response === null || response.status >= 429;
      return [];
    }
    const [, labels = [], descriptions = [], urls = []] = await response.json().catch(() => []);
    return labels.map((label, place) => ({ shown: label, said: descriptions[place] || 'thing', put: named(urls[place]) }))
      .filter(each => each.put);
  }

  /** How a query names the thing at an address of this server. */
  function named(url) {
    const path = new URL(url ?? '', location.href).pathname.match(/^\/(?:ccwp\/)?(?:doc|id)\/(.+)$/);
    if (!path) return null;
    const iri = ID + decodeURIComponent(path[1]);
    if (/[\x00-\x20<>"{}|^`\\]/.test(iri)) return null;
    const fits = Object.entries({ ...prefixes, ...declared() })
      .filter(([, space]) => iri.startsWith(space) && PLAIN.test(iri.slice(space.length)))
      .sort((a, b) => b[1].length - a[1].length)[0];
    return fits ? `${fits[0]}:${iri.slice(fits[1].length)}` : `<${iri}>`;
  }

  function close() {
    list.hidden = true;
    active = -1;
    area.removeAttribute('aria-activedescendant');
    status.textContent = '';
  }

  function show(found, word, choose) {
    choices = found.slice(0, MOST);
    from = word.caret - word.text.length;
    list.replaceChildren(...choices.map((choice, place) => {
      const item = Object.assign(document.createElement('li'), { id: `choice-${place}` });
      item.setAttribute('role', 'option');
      const said = Object.assign(document.createElement('small'), { textContent: choice.said });
      item.append(choice.shown, ' ', said);
      return item;
    }));
    if (!choices.length) return close();
    list.hidden = false;
    stand(word.caret);
    point(choose ? 0 : -1);
    status.textContent = `${found.length} suggestion${found.length > 1 ? 's' : ''}; arrow down to choose${found.length > MOST ? ', type on for fewer' : ''}`;
  }

  /** Put the list under the caret, as the coloured copy has it. */
  function stand(caret) {
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    let left = caret;
    while (walker.nextNode() && left > walker.currentNode.length) left -= walker.currentNode.length;
    const range = document.createRange();
    range.setStart(walker.currentNode, Math.min(left, walker.currentNode.length));
    const place = range.getBoundingClientRect();
    const frame = form.getBoundingClientRect();
    list.style.top = `${(place.bottom || frame.top + 40) - frame.top + 4}px`;
    list.style.left = `${Math.max(0, Math.min(place.left - frame.left, frame.width - list.offsetWidth))}px`;
  }

  function point(place) {
    active = place;
    for (const item of list.children) item.setAttribute('aria-selected', item.id === `choice-${place}`);
    if (place < 0) return area.removeAttribute('aria-activedescendant');
    area.setAttribute('aria-activedescendant', `choice-${place}`);
  }

  async function suggest({ choose = false } = {}) {
    const word = written();
    const turn = ++asked;
    if (!word || (!choose && (word.text.length < 2 || word.text === closed))) return close();
    closed = '';
    let found = find(word);
    if (!choose && found.length === 1 && found[0].put === word.text) found = [];
    show(found, word, choose);
    await new Promise(resolve => setTimeout(resolve, PAUSE));
    if (turn !== asked) return;
    const more = await things(word.text);
    if (turn === asked && more.length) show([...found.slice(0, 8), ...more, ...found.slice(8)], word, choose || active >= 0);
  }

  /** Put a choice in place of what was written, and declare its prefix where the query does not. */
  function take({ put }) {
    asked++;
    area.setSelectionRange(from, area.selectionStart);
    insert(put);
    const prefix = /^([\w.-]+):/.exec(put)?.[1];
    if (prefix in prefixes && !(prefix in declared())) {
      const caret = area.selectionStart;
      const line = `PREFIX ${prefix}: <${prefixes[prefix]}>\n`;
      const [before] = /^(?:\s*(?:#[^\n]*\n|(?:PREFIX|BASE)\b[^\n]*\n))*/i.exec(area.value);
      area.setSelectionRange(before.length, before.length);
      insert(line);
      area.setSelectionRange(caret + line.length, caret + line.length);
    }
    close();
    if (put.endsWith(':')) suggest();
  }

  /** As if typed, so that it can be taken back with Ctrl-Z. */
  function insert(text) {
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  const help = form.querySelector('.help');
  const keys = [...help.childNodes];

  /** What a term of the query means: its label and its definition, or that it is not there. */
  function meaning(text) {
    const [, prefix, local] = /^([^:<]*):(.*)$/.exec(text) ?? [];
    const space = prefix === undefined ? '' : declared()[prefix] ?? prefixes[prefix];
    if (space === undefined) return ['', 'no such prefix is known here'];
    const iri = space ? space + local : text.slice(1, -1);
    if (space && !local) return ['', space];
    const full = name => name.replace(/^([^:]*):/, (_, each) => prefixes[each]);
    const [kind, , label, definition] = terms.find(([, name]) => full(name) === iri) ?? [];
    if (kind) return [label, `${kind}${definition ? ` · ${definition}` : ''}`];
    const own = Object.entries(prefixes).find(([, each]) => each === space)?.[0];
    return terms.some(([, name]) => name.startsWith(`${own}:`)) ? ['', 'no such term in these data'] : null;
  }

  /** Tell what the term at a place means; where there is none, the keys. */
  function explain(text) {
    if (text === help.dataset.of) return;
    const found = text && meaning(text);
    if (!found) {
      delete help.dataset.of;
      return help.replaceChildren(...keys);
    }
    help.dataset.of = text;
    const name = Object.assign(document.createElement('code'), { textContent: text });
    const label = Object.assign(document.createElement('b'), { textContent: found[0] });
    help.replaceChildren(name, ' ', label, found[0] ? ' · ' : '', found[1]);
  }

  /** The term in which the caret rests. */
  function atCaret() {
    const caret = area.selectionStart;
    return [...words(area.value)].find(word => word.kind === 'term' && word.start <= caret && caret <= word.start + word.text.length)?.text;
  }

  let rest;
  document.addEventListener('selectionchange', () => {
    clearTimeout(rest);
    rest = setTimeout(() => { if (document.activeElement === area && list.hidden) explain(atCaret()); }, 300);
  });
  area.addEventListener('pointermove', ({ clientX, clientY }) => {
    const term = document.elementsFromPoint(clientX, clientY).find(each => each.className === 'term' && copy.contains(each));
    if (term || document.activeElement !== area) explain(term?.textContent);
  });
  area.addEventListener('pointerleave', () => explain(document.activeElement === area ? atCaret() : ''));

  area.addEventListener('input', event => { if (event.inputType !== 'insertLineBreak') suggest(); else close(); });
  area.addEventListener('blur', () => { asked++; close(); });
  area.addEventListener('click', close);
  addEventListener('resize', close);
  area.addEventListener('keydown', event => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      return suggest({ choose: true });
    }
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      point((active + step + choices.length + (active < 0 && step < 0 ? 1 : 0)) % choices.length);
    } else if (event.key === 'Enter' && active >= 0 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      take(choices[active]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      closed = written()?.text ?? '';
      asked++;
      close();
    } else if (/^(?:Arrow(?:Left|Right)|Home|End|Page)/.test(event.key)) close();
  });
  list.addEventListener('mousedown', event => {
    event.preventDefault();
    const item = event.target.closest('li');
    if (item) take(choices[Number(item.id.slice(7))]);
  });

  const answer = await fetch('/sparql/vocabulary.json').catch(() => null);
  if (answer?.ok) ({ prefixes, terms } = await answer.json());
  area.dataset.ready = '';
}
