/** How many items a list begins with: on a phone no more than some screens of them. */
const screenful = (most) => (innerWidth < 640 ? Math.min(most, 12) : most);

/**
 * A list under a form that filters it, a page at a time: the elements NAME-filters, -list, -more and -count.
 *
 * `entry(item, index)` makes an item's element, `wants(item, values, search)` says whether the form's values and the
 * folded search want it, `counted(n)` says how many there are.
 */
function browse({ name, items, page, entry, wants, counted }) {
  const [form, list, more, count] = ["filters", "list", "more", "count"].map((part) => document.getElementById(`${name}-${part}`));
  let chosen = items;
  let shown = 0;
  const grow = () => {
    list.append(...chosen.slice(shown, shown + page).map((item, i) => entry(item, shown + i)));
    shown = Math.min(shown + page, chosen.length);
    more.hidden = shown >= chosen.length;
  };
  const choose = () => {
    const values = Object.fromEntries(new FormData(form));
    const search = fold(values.search.trim());
    chosen = items.filter((item) => wants(item, values, search));
    count.textContent = counted(chosen.length);
    shown = 0;
    list.replaceChildren();
    grow();
  };
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const first = shown;
    grow();
    list.children[first]?.querySelector("button")?.focus();
  });
  form.hidden = false;
  choose();
}
const namesCounted = (n) => `${n} ${n === 1 ? "name" : "names"}`;
