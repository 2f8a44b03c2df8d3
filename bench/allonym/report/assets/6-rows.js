/** The form above a long table: it hides the rows that are not sought, and its field `sort` says by what they are sorted. */
if (document.getElementById("rows-filters")) {
  const form = document.getElementById("rows-filters");
  const table = document.getElementById(form.dataset.table).querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const headings = [...table.tHead.rows[0].cells];
  const { texts: part, find, sort } = form.elements;
  const title = (heading) => heading.textContent.trim();
  const count = document.getElementById("rows-count");

  const choose = () => {
    const search = fold(find.value.trim());
    const wanted = (row) => (!part?.value || row.cells[0].textContent === part.value) && fold(row.textContent).includes(search);
    for (const row of rows) row.hidden = !wanted(row);
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = `${shown} of ${rows.length} rows`;
  };
  form.addEventListener("input", (event) => {
    if (event.target !== sort) return choose();
    const [, name, direction] = /^(.*?) ?(ascending|descending)?$/.exec(sort.value);
    const heading = headings.find((one) => title(one) === name);
    if (heading && heading.getAttribute("aria-sort") !== direction) sortBy(heading, direction);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  table.addEventListener("sorted", () => {
    const heading = headings.find((one) => one.hasAttribute("aria-sort"));
    sort.value = `${title(heading)} ${heading.getAttribute("aria-sort")}`;
    form.dispatchEvent(new Event("change"));
  });
  if (part) fill(part, [...new Set(rows.map((row) => row.cells[0].textContent))].map((name) => [name]));
  form.hidden = false;
  choose();
}
