/* What the page can do beyond being read: hand out data and drawings, sort tables, open what a
   link points into, tell where in the contents a reader is. Without it every link leads to the
   same file beside the page. */
"use strict";
{
  const XLINK = "http://www.w3.org/1999/xlink";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const made = (name, text) => Object.assign(document.createElement(name), { textContent: text });

  /* Tables, in the order published */

  const published = new Map(all("table.rolereport").map((table) => [table, [...table.tBodies[0].rows]]));
  const written = (row, at) => row.cells[at].textContent.trim();

  /* Downloads */

  function save(name, type, text) {
    const link = made("a", "");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function unpacked() {
    const bytes = Uint8Array.from(atob(document.getElementById("rows").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  /* A column is its header and values; with a header alone its values are those that the table shows. */
  async function csv(address) {
    const table = document.getElementById(address.replace(/^tables\/(.*)\.csv$/, "table-$1"));
    const kept = (await unpacked())[address];
    if (typeof kept === "string") return kept;
    const columns = kept.map((column, at) =>
      column.length > 1 || !table ? column : [...column, ...published.get(table).map((row) => written(row, at))]);
    const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    return columns[0].map((_, line) => columns.map((column) => quoted(column[line])).join(",") + "\n").join("");
  }

  /* The drawing as a file of its own: classes become styles in the colours of a light page. */
  function standalone(drawing) {
    const copy = drawing.cloneNode(true);
    const rules = [...document.getElementById("drawings").sheet.cssRules];
    const styles = new Map(rules.map((rule) => [rule.selectorText, rule.style.cssText.replace(/var\([^,]*,\s*([^)]*)\)/g, "$1")]));
    const defs = copy.querySelector("defs") ?? document.createElementNS(copy.namespaceURI, "defs");
    const title = document.createElementNS(copy.namespaceURI, "title");
    title.textContent = copy.getAttribute("aria-label");
    copy.prepend(title, defs);
    copy.querySelector(".heading")?.removeAttribute("class");
    for (const part of all("[class]", copy)) {
      part.setAttribute("style", styles.get(`.${part.getAttribute("class")}`));
      part.removeAttribute("class");
    }
    for (const mark of all("use", copy)) {
      const address = mark.getAttribute("href");
      if (!copy.querySelector(address)) defs.append(marker(address));
      mark.removeAttribute("href");
      mark.setAttributeNS(XLINK, "xlink:href", address);
    }
    const [left, above, width, below] = copy.getAttribute("viewBox").split(" ").map(Number);
    const height = +(above + below).toFixed(2);
    const told = { viewBox: `${left} 0 ${width} ${height}`, width: `${width}pt`, height: `${height}pt`, "font-family": "'DejaVu Sans', sans-serif", "stroke-linejoin": "round" };
    for (const [name, value] of Object.entries(told)) copy.setAttribute(name, value);
    for (const name of ["role", "aria-label"]) copy.removeAttribute(name);
    return new XMLSerializer().serializeToString(copy) + "\n";
  }

  function marker(address) {
    const copy = document.querySelector(address).cloneNode(true);
    copy.setAttribute("stroke-linejoin", "round");
    copy.setAttribute("stroke-linecap", "butt");
    return copy;
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[download]");
    const address = link?.getAttribute("href") ?? "";
    if (address.startsWith("figures/") && address.endsWith(".svg")) {
      event.preventDefault();
      save(link.download, "image/svg+xml", standalone(link.closest("figure").querySelector("svg")));
    } else if (address.endsWith(".csv") && "DecompressionStream" in window) {
      event.preventDefault();
      save(link.download, "text/csv", await csv(address));
    }
  });

  /* Sorting: up, down, as published; what has no value stands last */

  const status = made("p", "");
  status.className = "aside";
  status.setAttribute("role", "status");
  document.body.append(status);

  const figure = (text) => parseFloat((/[-−]?[\d,]*\.?\d+/.exec(text)?.[0] ?? "").replaceAll(",", "").replace("−", "-"));
  const absent = (text) => text === "" || text === "–" || /^not /.test(text);
  const order = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other, "en", { numeric: true }));

  function sorted(table, at, direction) {
    const value = (text) => (table.classList.contains(`r${at + 1}`) ? figure(text) : text);
    const keyed = published.get(table).map((row) => [value(written(row, at)), row, absent(written(row, at))]);
    const [held, missing] = [false, true].map((lacks) => keyed.filter(([key, , none]) => (none || Number.isNaN(key)) === lacks));
    if (direction) held.sort(([one], [other]) => direction * order(one, other));
    return (direction ? [...held, ...missing] : keyed).map(([, row]) => row);
  }

  function sort(table, header, at) {
    const next = { none: "ascending", ascending: "descending", descending: "none" }[header.getAttribute("aria-sort") ?? "none"];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (next !== "none") header.setAttribute("aria-sort", next);
    table.tBodies[0].append(...sorted(table, at, { ascending: 1, descending: -1, none: 0 }[next]));
    const way = next === "none" ? "in the order published" : `sorted by ${header.textContent}, ${next}`;
    status.textContent = `${table.querySelector(".number").textContent}: ${way}`;
  }

  for (const [table, rows] of published) {
    if (rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((header, at) => {
      const button = made("button", header.textContent);
      button.type = "button";
      button.addEventListener("click", () => sort(table, header, at));
      header.replaceChildren(button);
    });
  }

  /* Folds: opened round what an address points at */

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folds = [];
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    target.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  reveal();

  /* Contents: beside the text the part being read is marked; above it they close once used */

  const beside = document.querySelector(".contents.beside");
  const parts = new Map(all("a", beside).map((link) => [document.getElementById(link.hash.slice(1)), link]));
  const reached = (part) => part.getBoundingClientRect().top < innerHeight / 3;

  function follow() {
    const link = parts.get([...parts.keys()].filter(reached).at(-1)) ?? parts.values().next().value;
    if (link.hasAttribute("aria-current")) return;
    beside.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    beside.scrollTop = link.offsetTop - beside.clientHeight / 2;
  }

  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
  for (const part of parts.keys()) observer.observe(part);
  beside.classList.add("followed");
  follow();

  const above = document.getElementById("contents");
  above.addEventListener("click", (event) => {
    if (event.target.closest("a")) above.open = false;
  });
}
