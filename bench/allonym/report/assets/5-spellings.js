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
    sites.sort((one, two) => isFound(form_, model, one[4]) - isFound(form_, model, two[4])); // what was lost first
    const lines = sites.map((site) => line(group, form_, model, site));
    detail.open(`${form_.form} by ${models[model]}`, make("ul", { class: "mistakes" }, ...lines));
  };
  const isFound = (form_, model, i) => outcomes[form_.outcomes[model][i]] === "found";

  /** What became of a site, where it is, and its sentence; `called` stands before where several names are listed. */
  const line = (group, form_, model, [number, start, end, name, i], ...called) => {
    const about = make("div", { class: "about" }, ...called);
    const { corpus, id } = DATA.mistakes.documents[number];
    about.append(make("b", { text: outcomes[form_.outcomes[model][i]] ?? "no answer" }), make("span", { text: `${corpus} / ${id}` }));
    return make("li", {}, about, sentence(group, form_, model, number, start, end, name));
  };

  /** The sites of people that a model loses in these corpora under another spelling, though it finds them as printed. */
  const lostIn = (corpora, model) => groups
    .filter((group) => group.source === "respell" && group.label === "PER")
    .flatMap((group) => {
      const places = (form_) => sitesOf(group, form_).map((site, i) => [...site, i]);
      const key = ([number, start]) => `${number} ${start}`;
      const as = group.forms.find((form_) => form_.kind === "as printed");
      const kept = new Set(as ? places(as).filter((site) => isFound(as, model, site[4])).map(key) : []);
      return group.forms.filter((form_) => form_ !== as).flatMap((form_) => places(form_)
        .filter((site) => outcomes[form_.outcomes[model][site[4]]] && !isFound(form_, model, site[4]))
        .filter((site) => kept.has(key(site)) && corpora.has(DATA.mistakes.documents[site[0]].corpus))
        .map((site) => ({ group, form_, site })));
    });

  /** A board's numbers of found both ways open the sentences behind them: of a corpus, or of those that are pooled. */
  const SHOWN = 200;
  const behind = (row, corpus) => {
    const id = row.querySelector("th").textContent.split(" ")[0];
    const model = models.indexOf(id);
    const every = new Set(DATA.mistakes.documents.map((one) => one.corpus));
    const corpora = every.has(corpus) ? new Set([corpus]) : DATA.prose.length ? new Set(DATA.prose) : every;
    const found = model < 0 ? [] : lostIn(corpora, model);
    const lines = found.slice(0, SHOWN).map(({ group, form_, site }) =>
      line(group, form_, model, site, make("b", { text: nameOf(group.entity) }), make("span", { text: `as ${form_.form}` })));
    const of = `${found.length} found as printed and lost in another spelling, in the texts of ${[...corpora].join(", ")} that are in this page`;
    const note = make("p", { class: "note", text: found.length > SHOWN ? `The first ${SHOWN} of ${of}.` : `${of}.` });
    detail.open(`Lost by ${id}`, note, make("ul", { class: "mistakes" }, ...lines));
  };
  for (const table of document.querySelectorAll("#board table, #headline table")) {
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
    const column = heads.findIndex((name) => name === "both ways" || name === "found both ways");
    for (const row of column < 0 ? [] : table.tBodies[0].rows) {
      const cell = row.cells[column];
      if (cell.dataset.value === undefined) continue;
      const corpus = heads[0] === "corpus" ? row.cells[0].textContent.split(" ")[0] : "";
      const title = "The sentences in which names were lost";
      const label = `${cell.textContent}: sentences lost by ${row.querySelector("th").textContent}`;
      const button = make("button", { type: "button", class: "number-button", title, "aria-label": label, text: cell.textContent, on: () => behind(row, corpus) });
      cell.replaceChildren(button);
    }
  }

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
