// On every page: suggestions under the search box, and a button beside each text and link that is there to be copied.
// Without this module the form works as it stands, and the texts are there to select.

// An editable combobox with a list (WAI-ARIA APG, "Combobox", list autocomplete with manual selection).
const PAUSE = 120;

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function combobox(form, input) {
  const name = `${input.id}-suggestions`;
  const list = element("ul", { id: name, role: "listbox", "aria-label": "Suggestions", class: "suggestions" });
  const status = element("p", { role: "status", class: "unseen" });
  let answered = [0, [], [], []];
  let active = -1;
  let timer = 0;
  let asking = null;
  let typed = input.value;

  list.hidden = true;
  form.append(list, status);
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name, "aria-haspopup": "listbox",
  })) input.setAttribute(key, value);

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function show(answer) {
    answered = answer;
    const [, labels, descriptions] = answer;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...labels.map((label, place) => {
      const option = element("li", { id: `${name}-${place}`, role: "option", "aria-selected": "false" });
      option.append(element("span", {}, label), " ", element("small", {}, descriptions[place]));
      return option;
    }));
    list.hidden = !labels.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = !labels.length ? "No suggestions" : labels.length === 1 ? "1 suggestion" : `${labels.length} suggestions`;
  }

  async function ask() {
    asking?.abort();
    const mine = asking = new AbortController();
    typed = input.value;
    if (!typed.trim()) { status.textContent = ""; return close(); }
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`, { signal: mine.signal });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (mine === asking && !mine.signal.aborted && document.activeElement === input) show(found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function go(place) {
    const target = new URL(answered[3][place], location.href);
    if (/^https?:$/.test(target.protocol)) location.assign(target);
  }

  function move(step) {
    const count = list.children.length;
    if (list.hidden) return input.value !== typed || !count ? ask() : show(answered);
    mark(active < 0 ? (step > 0 ? 0 : count - 1) : active + step === count ? -1 : active + step);
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(active);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go([...list.children].indexOf(option));
  });
}

for (const input of document.querySelectorAll("form[data-suggest] input[type=search]")) combobox(input.form, input);

const copied = document.querySelector("main").appendChild(element("p", { role: "status", class: "unseen" }));
let last;

for (const each of document.querySelectorAll("[data-copy]")) {
  const name = each.dataset.copy || (each.getAttribute("aria-label") ?? each.textContent);
  const button = element("button", { type: "button", class: "copy", "aria-label": `Copy: ${name}` }, "Copy");
  button.addEventListener("click", async () => {
    copied.textContent = "";
    if (last) last.textContent = "Copy";
    last = button;
    try {
      await navigator.clipboard.writeText(each.href ?? each.textContent);
      copied.textContent = `Copied: ${name}`;
      button.textContent = "Copied";
    } catch {
      copied.textContent = "This browser does not let the page copy; select the text instead.";
      getSelection().selectAllChildren(each);
    }
  });
  each.tagName === "PRE" ? each.before(button) : each.after(button);
}
