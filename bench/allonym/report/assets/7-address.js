/**
 * What is chosen in the filters stands in the page's address, so that a view can be sent: #corpus=stress&label=PER.
 *
 * The names of the filters of boards stand as they are; those of another list have its name before them.
 */
{
  const forms = [["board", ""], ["rows", ""], ["mistake", "mistake."], ["spelling", "spelling."], ["names", "names."]]
    .map(([name, prefix]) => ({ form: document.getElementById(`${name}-filters`), prefix }))
    .filter(({ form }) => form);
  const value = (field) => (field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);
  const fields = () => forms.flatMap(({ form, prefix }) => [...form.elements].filter((one) => one.name).map((field) => ({ key: prefix + field.name, field, form })));
  const first = Object.fromEntries(fields().map(({ key, field }) => [key, value(field)]));

  const write = () => {
    const changed = fields().filter(({ key, field }) => value(field) !== first[key]);
    const state = new URLSearchParams(changed.map(({ key, field }) => [key, value(field)]));
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
  };
  const read = () => {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    let shown = null;
    for (const { key, field, form } of fields()) {
      if (!state.has(key)) continue;
      if (field.type === "checkbox") field.checked = state.get(key) === "1";
      else if (field.tagName !== "SELECT" || [...field.options].some((one) => one.value === state.get(key))) field.value = state.get(key);
      shown ??= form;
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    shown?.scrollIntoView({ block: "start" });
  };
  read();
  for (const { form } of forms) for (const kind of ["input", "change"]) form.addEventListener(kind, write);
  window.addEventListener("hashchange", read);
}
