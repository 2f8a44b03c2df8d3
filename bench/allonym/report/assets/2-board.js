if (document.getElementById("board-filters")) {
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

  for (const part of parts) part.addEventListener("change", () => show(part));
  const start = boards[0];
  if (start) for (const part of parts) part.value = start.dataset[part.name];
  form.hidden = boards.length < 2;
  show();
}
