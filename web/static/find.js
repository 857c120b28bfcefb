// The search of a site that is made of files: looks through an index of names that is loaded whole.

const MOST = 50;
const list = document.querySelector("#hits");
const told = document.querySelector("#told");
const asked = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 200);

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

const SCORES = ["exactly so", "begins so", "holds the words", "spelled nearly so"];

// How well a name fits: a place in SCORES, or none. A code may be typed with other marks than it has.
function score(name, words, whole, code) {
  const text = folded(name);
  if (text === whole || (/\p{N}/u.test(code) && squeezed(name) === code)) return 0;
  if (text.startsWith(whole)) return 1;
  const there = text.split(" ");
  if (words.every((word) => there.some((each) => each.startsWith(word)))) return 2;
  const close = (word) => there.some((each) => each.startsWith(word) || (word.length > 3 && !/\p{N}/u.test(word) && isNear(word, each)));
  return words.every(close) ? 3 : SCORES.length;
}

function found({ things }) {
  const whole = folded(asked);
  const [words, code] = [whole.split(" "), whole.replaceAll(" ", "")];
  return things.map(([kind, label, page, ...others], place) => {
    const scores = [label, ...others].map((name) => score(name, words, whole, code));
    const best = Math.min(...scores);
    return { kind, label, page, best, place, name: [label, ...others][scores.indexOf(best)] };
  }).filter(({ best }) => best < SCORES.length).sort((a, b) => a.best - b.best || a.place - b.place);
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}

function show(hits, kinds, root) {
  list.replaceChildren(...hits.slice(0, MOST).map(({ kind, label, page, best, name }) => {
    const link = element("a", label);
    link.href = new URL(page, root);
    const why = element("p", element("b", kinds[kind]), ` · ${SCORES[best]}${name === label ? "" : `: ${name}`}`);
    why.className = "why";
    return element("li", element("h2", link), why);
  }));
  const count = hits.length === 1 ? "1 hit" : `${hits.length} hits`;
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
    show(found(index), index.kinds, address);
  } catch {
    told.textContent = "The index of names could not be loaded; the lists below have everything.";
  }
}

// the script runs, so what is said for where it does not is void
document.querySelector("#unscripted").remove();
search();
