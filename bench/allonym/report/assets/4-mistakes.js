if (document.getElementById("mistakes")) {
  const { models, documents, causes, entities } = DATA.mistakes;
  const form = document.getElementById("mistake-filters");

  /** All mistakes as objects, the models' one after the other. */
  const all = models.flatMap((_, model) => {
    const flat = DATA.mistakes.mistakes[model];
    const rows = [];
    for (let i = 0; i < flat.length; i += 4) {
      rows.push({ model, document: flat[i], cause: flat[i + 1], gold: flat[i + 2], found: flat[i + 3] });
    }
    return rows;
  });
  const golds = documents.map((_, number) => goldOf(number));
  const founds = models.map((_, model) => documents.map((_, number) => foundOf(model, number)));
  const gold = (mistake) => (mistake.gold < 0 ? null : golds[mistake.document][mistake.gold]);
  const found = (mistake) => (mistake.found < 0 ? null : founds[mistake.model][mistake.document][mistake.found]);
  const entity = (mistake) => entities[gold(mistake)?.entity] ?? "";

  const surface = (mistake) => {
    const place = gold(mistake) ?? found(mistake);
    if (texts.has(mistake.document)) return texts.of(mistake.document).slice(place.start, place.end).join("");
    return mistake.gold < 0 ? "" : documents[mistake.document].surfaces[mistake.gold];
  };
  const stretch = (mistake) => {
    const places = [gold(mistake), found(mistake)].filter(Boolean);
    const bounds = [Math.min(...places.map((p) => p.start)), Math.max(...places.map((p) => p.end))];
    return around(texts.of(mistake.document), ...bounds);
  };
  const words = (mistake) => {
    if (mistake.words === undefined) {
      const text = texts.has(mistake.document) ? texts.of(mistake.document).slice(...stretch(mistake)).join("") : surface(mistake);
      mistake.words = fold(`${entity(mistake)} ${nameOf(entity(mistake))} ${text}`);
    }
    return mistake.words;
  };

  const item = (mistake) => {
    const { corpus, id } = documents[mistake.document];
    const [cause, meaning] = causes[mistake.cause];
    const about = make("div", { class: "about" });
    about.append(make("b", { text: models[mistake.model] }), make("span", { text: `${cause}: ${meaning}` }));
    if (entity(mistake)) about.append(make("span", { text: nameOf(entity(mistake)), title: entity(mistake) }));
    about.append(make("span", { text: `${corpus} / ${id}` }));
    if (!texts.has(mistake.document)) return make("li", {}, about, bare(mistake));
    about.append(make("button", { type: "button", text: "Whole text", on: () => whole(mistake) }));
    const [from, to] = stretch(mistake);
    const one = (span) => (span ? [span] : []);
    return make("li", {}, about, marked(texts.of(mistake.document), from, to, one(gold(mistake)), one(found(mistake))));
  };

  /** Without the text: the name, its label, and what was found by its place. */
  const bare = (mistake) => {
    const line = make("p", { class: "text" });
    const [ours, theirs] = [gold(mistake), found(mistake)];
    if (ours) line.append(tag("gold", ours.label), make("span", { class: "gold", text: surface(mistake) }));
    if (theirs) line.append(" ", tag("found", theirs.label), ` at ${theirs.start} to ${theirs.end}`);
    if (ours && theirs) line.append(`, the name at ${ours.start} to ${ours.end}`);
    return line;
  };

  const whole = (mistake) => {
    const points = texts.of(mistake.document);
    const here = (gold(mistake) ?? found(mistake)).start;
    const spans = [golds[mistake.document], founds[mistake.model][mistake.document]];
    detail.open(`${models[mistake.model]} on ${documents[mistake.document].id}`, marked(points, 0, points.length, ...spans, here));
  };

  const often = new Map();
  for (const one of all) if (entity(one)) often.set(entity(one), (often.get(entity(one)) ?? 0) + 1);
  const byCount = [...often].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  fill(form.elements.model, models.map((name) => [name]));
  fill(form.elements.corpus, [...new Set(documents.map((one) => one.corpus))].map((name) => [name]));
  fill(form.elements.cause, causes.map(([cause, meaning]) => [cause, `${cause}: ${meaning}`]));
  fill(form.elements.label, DATA.mistakes.labels.map((name) => [name]));
  fill(form.elements.entity, byCount.map(([name, count]) => [name, `${nameOf(name)} (${count})`]));
  // Begin where there is text to read.
  const readable = documents.find((one) => one.text !== null);
  if (readable) form.elements.corpus.value = readable.corpus;
  browse({
    name: "mistake",
    items: all,
    page: screenful(30),
    entry: item,
    wants: (one, values, search) =>
      (!values.model || models[one.model] === values.model) &&
      (!values.corpus || documents[one.document].corpus === values.corpus) &&
      (!values.cause || causes[one.cause][0] === values.cause) &&
      (!values.label || (gold(one) ?? found(one)).label === values.label) &&
      (!values.entity || entity(one) === values.entity) &&
      (!search || words(one).includes(search)),
    counted: (n) => `${n.toLocaleString("en")} mistakes`,
  });
}
