/** Texts with gold and found spans over them. Offsets count code points, which a JavaScript string does not. */
const texts = {
  points: new Map(),
  of(number) {
    if (!this.points.has(number)) this.points.set(number, Array.from(DATA.mistakes.documents[number].text ?? ""));
    return this.points.get(number);
  },
  has(number) { return DATA.mistakes.documents[number].text !== null; },
};

/** How an entity is printed, by its id. */
const printed = new Map((DATA.mistakes?.entities ?? []).map((id, i) => [id, DATA.mistakes.names[i]]));
const nameOf = (id) => printed.get(id) || id;

/** Flat [start, end, label, ...] as objects; a gold span has its entity too. */
function spansOf(flat, width) {
  const spans = [];
  for (let i = 0; i < flat.length; i += width) {
    spans.push({ start: flat[i], end: flat[i + 1], label: DATA.mistakes.labels[flat[i + 2]], entity: width > 3 ? flat[i + 3] : -1 });
  }
  return spans;
}
const goldOf = (number) => spansOf(DATA.mistakes.documents[number].gold, 4);
const foundOf = (model, number) => spansOf(DATA.mistakes.found[model][number] ?? [], 3);

/** The part [from, to) of a list of code points, cut wherever a span begins or ends; `here` is scrolled to. */
function marked(points, from, to, gold, found, here = -1) {
  const inside = (span) => span.start < to && from < span.end;
  const ours = gold.filter(inside);
  const theirs = found.filter(inside);
  const cuts = new Set([from, to]);
  for (const span of [...ours, ...theirs]) {
    cuts.add(Math.max(from, span.start)).add(Math.min(to, span.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  const paragraph = make("p", { class: "text" });
  places.forEach((start, i) => {
    for (const span of theirs.filter((span) => span.end === start)) paragraph.append(tag("found", span.label));
    for (const span of ours.filter((span) => span.start === start)) paragraph.append(tag("gold", span.label));
    if (i === places.length - 1) return;
    const end = places[i + 1];
    const over = (span) => span.start <= start && end <= span.end;
    const kinds = [ours.some(over) && "gold", theirs.some(over) && "found"].filter(Boolean);
    const text = points.slice(start, end).join("");
    if (!kinds.length) paragraph.append(text);
    else {
      const piece = make("span", { class: kinds.join(" "), text });
      if (start <= here && here < end) piece.dataset.here = "";
      paragraph.append(piece);
    }
  });
  return paragraph;
}

function tag(kind, label) {
  return make("span", { class: `tag of-${kind}`, text: `${kind} ${label}` });
}

const AROUND = 110;

/** The bounds of a stretch around [start, end), within its paragraph, that begins and ends between words. */
function around(points, start, end) {
  let from = Math.max(0, start - AROUND);
  let to = Math.min(points.length, end + AROUND);
  const before = points.lastIndexOf("\n", start - 1);
  const after = points.indexOf("\n", end);
  if (start > 0) from = Math.max(from, before + 1);
  if (after >= 0) to = Math.min(to, after);
  const space = (place) => /\s/.test(points[place]);
  while (from > 0 && from < start && !space(from - 1)) from += 1;
  while (to < points.length && to > end && !space(to)) to -= 1;
  return [from, to];
}
