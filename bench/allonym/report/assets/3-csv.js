/** A region with a table gets a button that saves it: numbers unrounded, intervals and signs left out. */
function withCsv(area) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (one) => {
    if (one.dataset.value !== undefined) return one.dataset.value;
    const copy = one.cloneNode(true);
    for (const aside of copy.querySelectorAll("small, .sign")) aside.remove();
    return copy.textContent.trim();
  };
  const csv = (table) => [...table.rows].map((row) => [...row.cells].map((one) => quoted(cell(one))).join(",")).join("\n") + "\n";
  const title = area.getAttribute("aria-label") ?? document.getElementById(area.getAttribute("aria-labelledby"))?.textContent ?? "table";
  const save = () => {
    const address = URL.createObjectURL(new Blob([csv(area.querySelector("table"))], { type: "text/csv" }));
    make("a", { href: address, download: `${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  area.prepend(make("button", { type: "button", class: "csv", text: "CSV", "aria-label": `${title} as CSV`, on: save }));
  return area;
}
for (const area of document.querySelectorAll("main .scroll")) if (area.querySelector("table")) withCsv(area);
