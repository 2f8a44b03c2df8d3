/**
 * The form above a long table: it hides the rows that are not sought, and its field `sort` says by what they are sorted.
 *
 * It begins with so many rows that a phone has no more than some screens of them; a button below shows the others.
 */
if (document.getElementById("rows-filters")) {
  const form = document.getElementById("rows-filters");
  const table = document.getElementById(form.dataset.table).querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const headings = [...table.tHead.rows[0].cells];
  const { texts: part, find, sort } = form.elements;
  const title = (heading) => heading.textContent.trim();
  const count = document.getElementById("rows-count");
  const more = make("button", { type: "button", text: "Show more", on: () => choose(Infinity) });
  table.parentElement.after(more);

  const choose = (most) => {
    const search = fold(find.value.trim());
    const wanted = (row) => (!part?.value || row.cells[0].textContent === part.value) && fold(row.textContent).includes(search);
    const chosen = new Set([...table.tBodies[0].rows].filter(wanted));
    const shown = new Set([...chosen].slice(0, most));
    for (const row of rows) row.hidden = !shown.has(row);
    more.hidden = shown.size === chosen.size;
    count.textContent = `${chosen.size} of ${rows.length} rows`;
  };
  const begin = () => choose(innerWidth < 640 ? 30 : 100);
  form.addEventListener("input", (event) => {
    if (event.target !== sort) return begin();
    const [, name, direction] = /^(.*?) ?(ascending|descending)?$/.exec(sort.value);
    const heading = headings.find((one) => title(one) === name);
    if (heading && heading.getAttribute("aria-sort") !== direction) sortBy(heading, direction);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  table.addEventListener("sorted", () => {
    const heading = headings.find((one) => one.hasAttribute("aria-sort"));
    sort.value = `${title(heading)} ${heading.getAttribute("aria-sort")}`;
    begin();
    form.dispatchEvent(new Event("change"));
  });
  if (part) fill(part, [...new Set(rows.map((row) => row.cells[0].textContent))].map((name) => [name]));
  form.hidden = false;
  begin();
}
