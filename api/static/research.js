// The research desk: examples into the field, a link that bears the query, and the editor with results on demand.
const field = document.getElementById("query"), share = document.getElementById("share"), open = document.getElementById("open");
const shared = document.getElementById("shared"), place = document.getElementById("editor");
let editor = null;

const asked = new URLSearchParams(location.hash.slice(1)).get("query");
if (asked) field.value = asked;

share.hidden = false;
share.addEventListener("click", async () => {
  const text = editor ? editor.getTab().getYasqe().getValue() : field.value;
  history.replaceState(null, "", `#${new URLSearchParams({ query: text })}`);
  await navigator.clipboard?.writeText(location.href).catch(() => null);
  shared.textContent = location.href;
});

document.querySelectorAll("pre[data-query]").forEach((text) => {
  const use = document.createElement("button");
  use.type = "button"; use.className = "second"; use.textContent = "↑";
  use.setAttribute("aria-label", `${text.dataset.query} ↑`);
  use.addEventListener("click", () => {
    field.value = text.textContent;
    editor?.getTab().getYasqe().setValue(text.textContent);
    field.scrollIntoView({ block: "center" });
    field.focus();
  });
  text.after(use);
});

open.hidden = false;
open.addEventListener("click", () => {
  if (!window.Yasgui) return;
  place.hidden = false;
  editor ??= new window.Yasgui(place, {
    requestConfig: { endpoint: `${location.origin}/sparql` }, copyEndpointOnNewTab: false, persistenceId: null,
    endpointCatalogueOptions: { getData: () => [] }, yasqe: { value: field.value, persistenceId: null },
  });
  editor.getTab().getYasqe().setValue(field.value);
  editor.getTab().query().catch(() => null);
  place.scrollIntoView();
});
