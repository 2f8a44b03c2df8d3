if (document.getElementById("leaderboard")) {
  const form = document.getElementById("board-filters");
  const boards = [...document.querySelectorAll(".board")];
  const parts = [...form.querySelectorAll("select")];

  const show = (changed) => {
    const fits = (board) => parts.every((part) => board.dataset[part.name] === part.value);
    // A probe has its own labels and conventions: take the first table that has what was chosen last.
    if (changed && !boards.some(fits)) {
      const near = boards.find((board) => board.dataset[changed.name] === changed.value);
      if (near) for (const part of parts) part.value = near.dataset[part.name];
    }
    for (const board of boards) board.hidden = !fits(board);
    const shown = boards.find(fits);
    const models = shown ? shown.querySelectorAll("tbody tr").length : 0;
    document.getElementById("board-none").hidden = Boolean(shown);
    document.getElementById("board-count").textContent = `${models} ${models === 1 ? "model" : "models"}`;
  };

  const key = (cell) => ("value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim().toLowerCase());
  const sort = (heading) => {
    const table = heading.closest("table");
    const column = heading.cellIndex;
    const before = heading.getAttribute("aria-sort");
    // The best first: the largest number, but where less is better.
    const first = heading.classList.contains("number") && heading.dataset.better !== "lower" ? "descending" : "ascending";
    const direction = before === null ? first : before === "ascending" ? "descending" : "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    const compare = (a, b) => {
      const [one, two] = [key(a.cells[column]), key(b.cells[column])];
      if (typeof one !== typeof two) return typeof one === "number" ? -1 : 1; // what has no number stands last
      return sign * (typeof one === "number" ? one - two : one.localeCompare(two));
    };
    const body = table.tBodies[0];
    for (const row of body.rows) row.classList.remove("group"); // rows of several groups may now be mixed
    body.append(...[...body.rows].sort(compare));
  };

  for (const part of parts) part.addEventListener("change", () => show(part));
  for (const heading of document.querySelectorAll(".board thead th, #board thead th, #headline thead th")) {
    heading.querySelector("button").addEventListener("click", () => sort(heading));
  }
  const start = boards[0];
  if (start) for (const part of parts) part.value = start.dataset[part.name];
  form.hidden = boards.length < 2;
  show();
}
