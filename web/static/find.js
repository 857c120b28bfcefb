// The search of a site that is made of files: looks through an index of names that is loaded whole.

const MOST = 50;
const list = document.querySelector("#hits");
const told = document.querySelector("#told");
const asked = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 200);
const isAddress = /^<?https?:/i.test(asked);

// as the server folds: without case, accents and marks
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const squeezed = (text) => folded(text).replaceAll(" ", "");

// Whether two words differ by one letter that is added, left out, another, or changed places with the next.
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
    || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

const SCORES = [
  "exactly so", "begins so", "holds the words", "synonym or related word", "speaks of what was found", "spelled nearly so",
];
const [RELATED, SPEAKS, NEARLY] = [3, 4, 5];

const isBegun = (word, there) => there.some((each) => each.startsWith(word));
const isClose = (word, there) => isBegun(word, there)
  || (word.length > 3 && !/\p{N}/u.test(word) && there.some((each) => isNear(word, each)));

// What an identifier names: the reference of an address here, the last step of one elsewhere, or a number without what
// it is a number of. Any other text is as it was typed.
function identifier(text) {
  const own = text.match(/\/(?:id|doc)\/([^?#<>]+?)(?:\.html)?>?$/);
  if (own && isAddress) return own[1];
  return isAddress ? text.split(/[/#:=]/).filter((step) => /\w/.test(step)).at(-1)
    : text.replace(/^(?:celex|eurovoc|wd|st)[\s:-]*(?=Q?\d)/i, "");
}

// How well a name fits: a place in SCORES, or none. A code may be typed with other marks than it has.
function score(name, words, wholes, codes) {
  const text = folded(name);
  if (wholes.includes(text) || codes.includes(squeezed(name))) return 0;
  if (wholes.some((whole) => text.startsWith(whole))) return 1;
  const there = text.split(" ");
  if (words.every((word) => isBegun(word, there))) return 2;
  return words.every((word) => isClose(word, there)) ? NEARLY : SCORES.length;
}

// The actions that speak of the first things that are called so follow them.
function withActions(rows, things) {
  for (const { actions, label } of rows.filter(({ best }) => best < SPEAKS).slice(0, 3)) {
    for (const place of actions) {
      const known = rows.find((each) => each.row === place);
      if (!known) rows.push({ ...things[place], best: SPEAKS, name: label });
      else if (known.best > SPEAKS) Object.assign(known, { best: SPEAKS, name: label });
    }
  }
  return rows;
}

// The things of all kinds in their order, each with its kind, its page, and the words that lead to it.
function unfolded(kinds) {
  return kinds.flatMap(({ one, at, end, words, hints, things }) => things.map(([label, rest, ...others]) => {
    const [leading, ...actions] = Array.isArray(others[0]) ? others.shift() : [""];
    const page = at + (rest || folded(label).replaceAll(" ", "-")) + end;
    const path = page.replace(/^doc\/|\.html|^[^#]*#/g, "");
    const names = [label, ...others, path, path.replace(/^.*\//, "")];
    const there = folded([...names, words, leading].join(" ")).split(" ");
    return { kind: one, label, page, names, there, actions, hints };
  })).map((thing, row) => ({ ...thing, row }));
}

function found({ kinds, stop }) {
  const typed = identifier(asked);
  const every = folded(isAddress ? typed : asked).split(" ");
  const telling = every.filter((word) => !` ${stop} `.includes(` ${word} `));
  // a word for a kind of things, beside others that say what is looked for, only tells which kind comes first
  const ofKinds = kinds.flatMap(({ hints }) => hints.split(" "));
  const hinting = telling.filter((word) => ofKinds.includes(word));
  const words = [telling.filter((word) => !ofKinds.includes(word)), telling, every].find((some) => some.length);
  const things = unfolded(kinds);
  const isOther = ({ hints }) => !hinting.some((word) => hints.split(" ").includes(word));
  // what nothing has tells least, then what most things have
  const spread = (word) => things.filter(({ there }) => isBegun(word, there)).length || 1e9;
  const rarest = [...new Set(words)].sort((a, b) => spread(a) - spread(b));
  for (let kept = rarest.length; ; kept -= 1) {
    const left = rarest.slice(kept);
    const some = words.filter((word) => !left.includes(word));
    const wholes = [every.join(" "), folded(typed), some.join(" ")];
    const codes = wholes.map(squeezed).filter((code) => /\p{N}/u.test(code));
    const rows = things.map((thing) => {
      const scores = thing.names.map((name) => score(name, some, wholes, codes));
      let best = Math.min(...scores);
      if (best > RELATED && some.every((word) => isBegun(word, thing.there))) best = RELATED;
      return { ...thing, best, name: thing.names[scores.indexOf(best)] ?? thing.label };
    }).filter(({ best }) => best < (isAddress ? 1 : SCORES.length)); // no word of an address was typed as a word
    // half of the words will do where nothing has all
    if (rows.length || isAddress || kept * 2 - 2 < rarest.length) {
      return [withActions(rows, things).sort((a, b) => a.best - b.best || isOther(a) - isOther(b) || a.row - b.row), left];
    }
  }
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}

function show([hits, left], root) {
  list.replaceChildren(...hits.slice(0, MOST).map(({ kind, label, page, best, name }) => {
    const link = element("a", label);
    link.href = new URL(page, root);
    const why = element("p", element("b", kind), ` · ${SCORES[best]}${name === label ? "" : `: ${name}`}`);
    why.className = "why";
    return element("li", element("h2", link), why);
  }));
  const count = `${hits.length === 1 ? "1 hit" : `${hits.length} hits`}${left.map((word) => ` without “${word}”`)}`;
  told.textContent = !hits.length ? "Nothing was found. Fewer words find more; the lists below have everything."
    : hits.length > MOST ? `${count}; here the first ${MOST}.` : `${count}.`;
}

async function search() {
  for (const input of document.querySelectorAll("input[name=q]")) input.value = asked;
  if (!folded(asked)) return;
  document.querySelector("#sought").textContent = `“${asked}”`;
  document.title = `“${asked}” · ${document.title}`;
  told.textContent = "Searching …";
  const address = new URL(list.dataset.index, location);
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const index = await answer.json();
    show(found(index), address);
  } catch {
    told.textContent = "The index of names could not be loaded; the lists below have everything.";
  }
}

// the script runs, so what is said for where it does not is void
document.querySelector("#unscripted").remove();
search();
