// Tables are sorted by a click on a heading: numbers by what they are, words by the reader's alphabet.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  };
  const compare = (one, other) =>
    typeof one === "number" && typeof other === "number" ? one - other
    : typeof one === typeof other ? one.localeCompare(other)
    : typeof one === "number" ? -1 : 1;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (head.querySelector(".hidden")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => compare(key(a, column), key(b, column)));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}
// A card leads to its figure: open what it was counted from, and everything on paper.
const open = () => document.getElementById(location.hash.slice(1))?.querySelector("details")?.setAttribute("open", "");
addEventListener("hashchange", open);
open();
