"use strict";

/** The page's data, as bench/allonym/show/evidence.py and bench/allonym/show/spelled.py made it. */
const DATA = JSON.parse(document.getElementById("data").textContent);

/** An element with text and children; text never becomes markup. */
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(options)) {
    if (key === "text") element.textContent = value;
    else if (key === "on") element.addEventListener("click", value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function fill(select, values) {
  for (const [value, name] of values) select.append(make("option", { value, text: name ?? value }));
}

/** Text that may be broken after the marks between the parts of a model's id. */
function breakable(text) {
  return text.split(/(?<=[_-])/).flatMap((part, i) => (i ? [make("wbr"), part] : [part]));
}

/** Lower case without accents, so that a search for Ozkizilcik meets Özkızılcık. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i");
}

{
  const names = { "": "as the system", light: "light", dark: "dark" };
  const button = document.getElementById("theme");
  const stored = {
    read() { try { return localStorage.getItem("allonym-theme") ?? ""; } catch { return ""; } },
    write(theme) { try { localStorage.setItem("allonym-theme", theme); } catch { /* a file: page may have no store */ } },
  };
  const show = (theme) => {
    if (theme in names && theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    button.querySelector("span").textContent = names[theme] ?? names[""];
  };
  let theme = stored.read();
  show(theme);
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = Object.keys(names);
    theme = all[(all.indexOf(theme) + 1) % all.length];
    stored.write(theme);
    show(theme);
  });
}

/** The dialog that shows whole texts and sentences. */
const detail = {
  dialog: document.getElementById("detail"),
  open(title, ...content) {
    document.getElementById("detail-title").textContent = title;
    document.getElementById("detail-body").replaceChildren(...content);
    this.dialog.showModal();
    document.getElementById("detail-body").scrollTop = 0;
    document.getElementById("detail-body").querySelector("[data-here]")?.scrollIntoView({ block: "center" });
  },
};
document.getElementById("close").addEventListener("click", () => detail.dialog.close());
