// The search of a site of files: looks through an index that is loaded whole.

const MOST = 50;
const list = document.querySelector("#hits");
const told = document.querySelector("#told");
const asked = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 200);
const isAddress = /^<?https?:/i.test(asked);
const SCORES = [
  "exactly so", "begins so", "holds the words", "synonym or related word", "speaks of what was found",
  "holds some of the words", "spelled nearly so",
];
const [WORDS, RELATED, SPEAKS, SOME, NEARLY] = [2, 3, 4, 5, 6];

// as the server folds
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const squeezed = (text) => text.replaceAll(" ", "");
const isIn = (list, word) => ` ${list} `.includes(` ${word} `);
// a word may be unfinished, a number is whole
const holds = (text, word) => (/\p{N}$/u.test(word) ? isIn(text, word) : ` ${text}`.includes(` ${word}`));

// whether so many letters are wrong, or fewer
function isNear(one, other, most) {
  if (one === other) return true;
  const [a, b] = [one.slice(1), other.slice(1)];
  if (one[0] === other[0]) return isNear(a, b, most);
  return most > 0 && ([[a, b], [a, other], [one, b]].some((pair) => isNear(...pair, most - 1))
    || (one[0] === b[0] && a[0] === other[0] && isNear(a.slice(1), b.slice(1), most - 1)));
}

// of an address its last step, or its reference here
const identifier = !isAddress ? asked.replace(/^(?:celex|eurovoc|wd|st)[\s:-]*(?=Q?\d)/i, "")
  : asked.match(/\/(?:id|doc)\/([^?#<>]+?)(?:\.html)?>?$/)?.[1] ?? asked.match(/\w[^/#:=]*/g).at(-1);

const typedAs = {};
const without = (words) => words.map((word, at) => `, ${at ? "" : "without "}“${typedAs[word]}”`).join("");

// what was typed; for a word that nothing has, the nearest
function typedWords(text, known) {
  return text.split(/[\s?!,;'’]+/).map((piece) => {
    const word = folded(piece);
    const near = (most) => known.find((each) => (each[0] === word[0] || (most < 2 && word.length > 5))
      && isNear(word, each, most));
    const isRight = !/^\p{L}{4,}$/u.test(word) || known.some((each) => each.startsWith(word));
    const taken = isRight ? word : near(1) || (word.length > 6 && near(2)) || word;
    typedAs[taken] = piece;
    return taken;
  }).filter(Boolean);
}

function found({ kinds, stop }) {
  const things = kinds.flatMap(({ one, at, end, words, hints, things }) => things.map(([label, rest, ...others]) => {
    const [leading, ...actions] = Array.isArray(others[0]) ? others.shift() : [""];
    const page = at + (rest || folded(label).replaceAll(" ", "-")) + end;
    const path = page.replace(/^doc\/|\.html|^[^#]*#/g, "");
    const names = [label, ...others, path, path.replace(/^.*\//, "")];
    const texts = names.map(folded);
    return { kind: one, label, page, names, texts, text: [...texts, words, leading].join(" | "), actions, hints };
  }));
  const every = isAddress ? [folded(identifier)]
    : typedWords(identifier, things.flatMap(({ text }) => text.split(" ")));
  const telling = every.filter((word) => !isIn(stop, word));
  // a word for a kind tells which comes first
  const isOther = ({ hints }) => !telling.some((word) => isIn(hints, word));
  const sought = [telling.filter((word) => !kinds.some(({ hints }) => isIn(hints, word))), telling, every]
    .find((some) => some.length);
  const known = sought.filter((word) => isAddress || things.some(({ text }) => holds(text, word)));
  const whole = every.join(" ");
  const wholes = [folded(asked), whole, known.join(" ") || whole];
  const codes = wholes.map(squeezed);
  // names in what was typed, but bare numbers
  const parts = things.flatMap(({ texts }) => texts.filter((name) => isIn(whole, name) && isNaN(name)));
  const rows = things.map((thing) => {
    let lacks = known.filter((word) => !holds(thing.text, word));
    const scores = thing.texts.map((name) => {
      const held = known.filter((word) => holds(name, word)).length;
      if (held && parts.includes(name) && !parts.some((part) => part !== name && isIn(part, name))) return 0;
      const score = codes.includes(squeezed(name)) ? 0
        : wholes.some((each) => name.startsWith(each) && (!each.includes(" ") || holds(name, each))) ? 1 : SOME;
      if (score < SOME) lacks = [];
      return held < known.length ? score : Math.min(score, WORDS);
    });
    const best = Math.min(...scores, lacks.length ? SOME : RELATED);
    return { ...thing, best, lacks, name: thing.names[scores.indexOf(best)] ?? thing.label };
  });
  const kept = () => {
    // half of the words will do
    const most = isAddress ? -1
      : Math.min(known.length - 1, known.length - sought.length / 2, ...rows.map(({ lacks }) => lacks.length));
    return rows.filter(({ best, lacks }) => best < (isAddress ? 1 : WORDS) || best === SPEAKS || lacks.length <= most)
      .sort((a, b) => a.lacks.length - b.lacks.length || a.best - b.best || isOther(a) - isOther(b));
  };
  // actions have the words of what they speak of
  const first = kept().filter(({ best }) => best < SPEAKS).slice(0, 3).map((row) => ({ ...row }));
  for (const { label, actions, lacks } of first) {
    for (const action of actions.map((place) => rows[place])) {
      if (action.best === SPEAKS) action.name += `, ${label}`;
      if (action.best > SPEAKS) Object.assign(action, { best: SPEAKS, name: label });
      action.lacks = action.lacks.filter((word) => lacks.includes(word));
    }
  }
  show(kept(), sought.filter((word) => !known.includes(word)),
    Object.keys(typedAs).filter((word) => folded(typedAs[word]) !== word));
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function show(hits, left, corrected) {
  list.replaceChildren(...hits.slice(0, MOST).map(({ kind, label, page, best, name, lacks }) => {
    const link = element("a", label);
    link.href = new URL(page, address);
    const score = best < SPEAKS && corrected.some((word) => !lacks.includes(word)) ? NEARLY : best;
    const called = name === label ? "" : `: ${name}`;
    const why = element("p", element("b", kind), ` · ${SCORES[score]}${called}${without(lacks)}`);
    why.className = "why";
    return element("li", element("h2", link), why);
  }));
  const more = hits.length > MOST ? `; here the first ${MOST}` : "";
  told.textContent = !hits.length ? "Nothing was found. Fewer words find more; the lists below have everything."
    : [`${hits.length} hit${hits.length === 1 ? "" : "s"}${without(left)}${more}.`, ...corrected.map((word) => (
      `Nothing is spelled “${typedAs[word]}”; these have words like “${word}”.`))].join(" ");
}

document.querySelector("#unscripted").remove();
for (const input of document.querySelectorAll("input[name=q]")) input.value = asked;
const address = new URL(list.dataset.index, location);
if (folded(asked)) {
  document.querySelector("#sought").textContent = `“${asked}”`;
  document.title = `“${asked}” · ${document.title}`;
  told.textContent = "Searching …";
  fetch(address).then((answer) => answer.json()).then(found).catch(() => {
    told.textContent = "The index of names could not be loaded; the lists below have everything.";
  });
}
