if (document.getElementById("spellings")) {
  const { models, groups, outcomes } = DATA.spellings;
  const form = document.getElementById("spelling-filters");
  const PUT_THERE = { respell: "other spellings put in", fold: "marks and case changed" };
  const inWords = (source) => PUT_THERE[source] ?? source;

  const count = (digits) => {
    const counts = {};
    for (const digit of digits) if (digit !== "-") counts[outcomes[digit]] = (counts[outcomes[digit]] ?? 0) + 1;
    const total = Object.values(counts).reduce((a, b) => a + b, 0);
    return { counts, total, found: counts.found ?? 0 };
  };
  const sign = ({ counts, total, found }) => {
    if (found === total) return ["all", "●"];
    if (found > 0) return ["some", "◐"];
    const most = Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0];
    return ["none", { label: "≠", bounds: "✂" }[most] ?? "○"];
  };
  const described = ({ counts }) => Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(", ");

  const cell = (group, form_, model) => {
    const counted = count(form_.outcomes[model]);
    if (!counted.total) return make("td", { text: "–" });
    const [kind, glyph] = sign(counted);
    const label = `${form_.form}, ${models[model]}: ${described(counted)}`;
    const button = make("button", { type: "button", title: described(counted), "aria-label": label, on: () => open(group, form_, model) });
    button.append(make("span", { class: `sign ${kind}`, text: glyph }), `${counted.found}/${counted.total}`);
    return make("td", {}, button);
  };

  /** [document, start, end, what stands there] of each site of a form. */
  const sitesOf = (group, form_) =>
    Array.from({ length: form_.sites.length / 2 }, (_, i) => [...group.sites[form_.sites[2 * i]], form_.names[form_.sites[2 * i + 1]]]);

  const open = (group, form_, model) => {
    const sites = sitesOf(group, form_).map((site, i) => [...site, i]);
    const isFound = (i) => outcomes[form_.outcomes[model][i]] === "found";
    sites.sort((one, two) => isFound(one[4]) - isFound(two[4])); // what was lost first
    const lines = sites.map(([number, start, end, name, i]) => {
      const about = make("div", { class: "about" });
      const { corpus, id } = DATA.mistakes.documents[number];
      about.append(make("b", { text: outcomes[form_.outcomes[model][i]] ?? "no answer" }), make("span", { text: `${corpus} / ${id}` }));
      return make("li", {}, about, sentence(group, form_, model, number, start, end, name));
    });
    detail.open(`${form_.form} by ${models[model]}`, make("ul", { class: "mistakes" }, ...lines));
  };

  /** The site's words with the spelling in them; what was found is known here only for texts as printed. */
  const sentence = (group, form_, model, number, start, end, form) => {
    if (!texts.has(number)) return make("p", { class: "note", text: "The text is not in this page." });
    const points = texts.of(number);
    const [from, to] = around(points, start, end);
    if (group.source.endsWith("as printed")) {
      const found = foundOf(model, number).filter((span) => span.start < end && start < span.end);
      return marked(points, from, to, [{ start, end, label: group.label }], found);
    }
    const name = Array.from(form);
    const swapped = [...points.slice(from, start), ...name, ...points.slice(end, to)];
    return marked(swapped, 0, swapped.length, [{ start: start - from, end: start - from + name.length, label: group.label }], []);
  };

  const table = (group) => {
    const head = make("tr", {}, make("th", { scope: "col", text: "spelling" }), ...models.map((name) => make("th", { scope: "col" }, ...breakable(name))));
    const rows = group.forms.map((form_) => {
      const heading = make("th", { scope: "row", text: form_.form });
      if (form_.kind !== "as printed") heading.append(make("small", { class: "note", text: ` ${form_.kind}` }));
      return make("tr", {}, heading, ...models.map((_, model) => cell(group, form_, model)));
    });
    const grid = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
    return withCsv(make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `Spellings of ${nameOf(group.entity)}, ${inWords(group.source)}` }, grid));
  };

  const lost = (group) => models.some((_, model) => group.forms.some((form_) => {
    const { total, found } = count(form_.outcomes[model]);
    return found < total;
  }));

  const entry = (group, index) => {
    const forms = `${group.forms.length} ${group.forms.length === 1 ? "spelling" : "spellings"}`;
    const summary = make("summary", {}, make("b", { text: nameOf(group.entity), title: group.entity }), make("span", { text: `${group.label}, ${forms}, ${inWords(group.source)}` }));
    const details = make("details", { class: "name" }, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(table(group));
    });
    details.open = index < 2 && innerWidth >= 640;
    return details;
  };

  fill(form.elements.source, [...new Set(groups.map((group) => group.source))].map((name) => [name, inWords(name)]));
  // Begin with the probe that puts other spellings of the same name there.
  if (groups.some((group) => group.source === "respell")) form.elements.source.value = "respell";
  browse({
    name: "spelling",
    items: groups,
    page: screenful(40),
    entry,
    wants: (group, values, search) =>
      (!values.source || group.source === values.source) &&
      (!values.lost || lost(group)) &&
      (!search || fold([group.entity.replaceAll("_", " "), group.entity, nameOf(group.entity), ...group.forms.map((one) => one.form)].join(" ")).includes(search)),
    counted: namesCounted,
  });
}
