/** Orders a table's rows by a column, the best first, the other way round where it is so already, or as `wanted`. */
function sortBy(heading, wanted) {
  const table = heading.closest("table");
  const column = heading.cellIndex;
  const before = heading.getAttribute("aria-sort");
  // The best first: the largest number, but where less is better.
  const first = heading.classList.contains("number") && heading.dataset.better !== "lower" ? "descending" : "ascending";
  const direction = wanted ?? (before === null ? first : before === "ascending" ? "descending" : "ascending");
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction);
  const sign = direction === "ascending" ? 1 : -1;
  const key = (cell) => ("value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim().toLowerCase());
  const compare = (a, b) => {
    const [one, two] = [key(a.cells[column]), key(b.cells[column])];
    if (typeof one !== typeof two) return typeof one === "number" ? -1 : 1; // what has no number stands last
    return sign * (typeof one === "number" ? one - two : one.localeCompare(two));
  };
  const body = table.tBodies[0];
  for (const row of body.rows) row.classList.remove("group"); // rows of several groups may now be mixed
  body.append(...[...body.rows].sort(compare));
  table.dispatchEvent(new Event("sorted"));
}
for (const button of document.querySelectorAll("thead th > button")) {
  button.addEventListener("click", () => sortBy(button.parentElement));
}
