// Suggestions while typing, as a combobox with a listbox (WAI-ARIA). Without this script the form searches as it is.
const delay = 120;
let count = 0;

function words(hit) {
  return [hit.country.label, hit.eqf ? `EQF ${hit.eqf}` : "", hit.status.label, hit.code].filter(Boolean).join(" · ");
}

function option(hit, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const title = document.createElement("span");
  title.lang = hit.title.lang;
  title.textContent = hit.title.text;
  const about = document.createElement("span");
  about.className = "source";
  about.textContent = words(hit);
  item.append(title, about);
  return item;
}

function target(field, hit, language) {
  if (field.closest("[data-pick]")) return null;
  const host = field.form.elements.host?.value;
  const question = new URLSearchParams(host ? { qualification: hit.id, host, mode: "employed", lang: language } : { lang: language });
  return host ? `/worth?${question}` : `/qualifications/${hit.id.replace(":", "/")}?${question}`;
}

function enhance(box) {
  const field = box.querySelector("input"), language = box.dataset.suggest, name = `suggest-${++count}`;
  const list = document.createElement("ul"), status = document.createElement("p");
  Object.assign(list, { id: name, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  status.className = "seen-by-readers-only";
  status.setAttribute("role", "status");
  box.append(list, status);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": name })) field.setAttribute(key, value);

  let hits = [], at = -1, timer = 0, asked = 0;

  function close() {
    list.hidden = true; at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function mark(next) {
    at = (next + hits.length) % hits.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
  function choose(hit) {
    const address = target(field, hit, language);
    close();
    if (address) { location.assign(address); return; }
    field.value = hit.id;
  }
  function show(found) {
    hits = found;
    list.replaceChildren(...hits.map((hit, place) => option(hit, `${name}-${place}`)));
    [...list.children].forEach((item, place) => item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(hits[place]); }));
    status.textContent = hits.length ? `${hits.length} ${box.dataset.found}` : box.dataset.none;
    at = -1;
    list.hidden = hits.length === 0;
    field.setAttribute("aria-expanded", String(hits.length > 0));
    field.removeAttribute("aria-activedescendant");
  }
  async function ask() {
    const text = field.value.trim(), mine = ++asked;
    if (text.length < 2) { close(); return; }
    const question = new URLSearchParams({ q: text, lang: language, limit: "40" });
    const answer = await fetch(`/api/v1/search?${question}`).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== field) return;
    const country = field.form.elements.country?.value;
    const found = (await answer.json()).hits.filter((hit) => !country || hit.country.id === country);
    if (mine === asked) show(found.slice(0, 8));
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, delay); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) { if (event.key === "ArrowDown") ask(); return; }
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(at < 0 ? hits.length - 1 : at - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(hits[at]); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
}

document.querySelectorAll("[data-suggest]").forEach(enhance);
