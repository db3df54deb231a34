/* Sorting, filtering and searching. Without this script everything is readable; with it, the controls appear. */
(() => {
  "use strict";
  const number = (cell) => {
    const text = (cell ? cell.dataset.sort || cell.textContent : "").trim();
    const value = parseFloat(text.replace(/[,%\s]/g, ""));
    return Number.isNaN(value) ? [1, 0, text] : [0, value, text];
  };
  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2].localeCompare(b[2], document.documentElement.lang);

  const sort = (table, column, header) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("thead th").forEach((th) => th.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => [number(row.cells[column]), place, row]);
    rows.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...rows.map((entry) => entry[2]));
  };

  document.querySelectorAll("table.sortable").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, column, header));
      header.append(button);
    });
  });

  document.querySelectorAll("form.filter").forEach((form) => {
    const home = document.getElementById(form.dataset.of);
    const items = [...home.querySelectorAll(form.dataset.items)];
    const told = form.querySelector("output");
    const apply = () => {
      const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kinds = [...form.querySelectorAll("input[type=checkbox]")];
      const kept = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
      const check = form.elements.check ? form.elements.check.value : "";
      let shown = 0;
      items.forEach((item) => {
        const text = item.textContent.toLowerCase();
        const right =
          (!kinds.length || kept.has(item.dataset.kind)) &&
          (!check || item.dataset.check === check) &&
          words.every((word) => text.includes(word));
        item.hidden = !right;
        shown += right;
      });
      told.textContent = `${shown} / ${items.length}`;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  });

  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = target && target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target) target.hidden = false;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
  window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((box) => (box.open = true)));
})();
