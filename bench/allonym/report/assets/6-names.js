if (document.getElementById("names")) {
  const { models, outcomes, names } = DATA.names;
  const form = document.getElementById("names-filters");

  const sum = (counts) => counts.reduce((a, b) => a + b, 0);
  const sign = (counts) => {
    if (counts[0] === sum(counts)) return ["all", "●"];
    if (counts[0] > 0) return ["some", "◐"];
    return ["none", { label: "≠", bounds: "✂" }[outcomes[counts.indexOf(Math.max(...counts))]] ?? "○"];
  };
  const cell = (counts) => {
    const [kind, glyph] = sign(counts);
    const others = counts.flatMap((n, i) => (i && n ? [`${outcomes[i]} ${n}`] : [])).join(", ");
    const mark = make("span", { class: `sign ${kind}`, "aria-hidden": "true", text: glyph });
    return make("td", {}, mark, `${counts[0]}/${sum(counts)}`, ...(others ? [make("small", { text: others })] : []));
  };
  const table = (name) => {
    const head = make("tr", {}, make("th", { scope: "col", text: "spelling" }), ...models.map((id) => make("th", { scope: "col" }, ...breakable(id))));
    const rows = name.forms.map(([text, source, counts]) =>
      make("tr", {}, make("th", { scope: "row" }, text, make("small", { class: "note", text: ` ${source}` })), ...counts.map(cell)));
    const grid = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
    return withCsv(make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `Spellings of ${name.name}, line ${name.line}` }, grid));
  };

  const lost = (name) => make("ul", { class: "lost" }, ...name.lost.map(([model, outcome, place, text, said]) => {
    const [before, inside, after] = text.split(/[⟦⟧]/);
    const what = ` ${outcome} in ${place}; the model said: ${said || "nothing"}`;
    return make("li", {}, make("b", { text: models[model] }), ` ${before}`, make("mark", { text: inside }), after, make("small", { class: "note", text: what }));
  }));

  /** The share of places, under all spellings, in which a model finds a name. */
  const share = (name, model) => {
    const counts = name.forms.map(([, , of]) => of[model]);
    return sum(counts.map((one) => one[0])) / sum(counts.map(sum));
  };
  const best = (name) => Math.max(...models.map((_, model) => share(name, model)));

  const entry = (name, index) => {
    const forms = `${name.forms.length} ${name.forms.length === 1 ? "spelling" : "spellings"}`;
    const about = `line ${name.line}, ${name.type}, ${forms}; the best model finds ${(100 * best(name)).toFixed(1)}%`;
    const details = make("details", { class: "name" }, make("summary", {}, make("b", { text: name.name }), make("span", { text: about })));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(table(name), ...(name.lost.length ? [lost(name)] : []));
    });
    details.open = index < 1 && innerWidth >= 640;
    return details;
  };

  fill(form.elements.model, models.map((id, i) => [i, id]));
  browse({
    name: "names",
    items: names,
    page: screenful(40),
    entry,
    wants: (name, values, search) =>
      (values.model === "" || share(name, Number(values.model)) < 1) &&
      (!search || fold([name.name, ...name.forms.map(([text]) => text)].join(" ")).includes(search)),
    counted: namesCounted,
  });
}
