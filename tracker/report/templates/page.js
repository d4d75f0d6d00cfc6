(() => {
  const value = (row, at) => {
    const text = row.cells[at].textContent.trim(), figure = parseFloat(text.replace(/^\D*?(?=\d)|,/g, ""));
    return row.cells[at].classList.contains("figure-cell") ? (isNaN(figure) ? -1 : figure) : text.toLowerCase();
  };
  const compare = (a, b) => typeof a === "number" ? b - a : a.localeCompare(b);
  const sort = (table, at, up) => {
    const body = table.tBodies[0], rows = [...body.rows];
    rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, at), value(b, at)));
    body.append(...rows);
  };
  const sortable = table => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, at, up);
      });
    });
  };
  const searchable = section => {
    const label = document.createElement("label"), field = document.createElement("input");
    field.type = "search";
    label.className = "search";
    label.append("Search these tables ", field);
    section.querySelector(".scroll").before(label);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      section.querySelectorAll("tbody tr").forEach(row => {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
    });
  };
  document.querySelectorAll("table.sorts").forEach(sortable);
  document.querySelectorAll("section.searches").forEach(searchable);
  const open = () => {
    const dossier = document.getElementById(location.hash.slice(1))?.querySelector(":scope > details");
    if (dossier) dossier.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
