"use strict";
// Remembers the home that was looked at, for the first page; where storage is refused nothing is remembered, nor by a saved page,
// from which no way leads to the service.
(() => {
  const { home, homeName, root } = document.body.dataset;
  try {
    if (home && root !== undefined) localStorage.setItem("home", JSON.stringify([home, homeName]));
    const place = document.getElementById("last");
    const kept = place && JSON.parse(localStorage.getItem("home") ?? "null");
    if (kept) {
      const link = place.querySelector("a");
      link.href = `${root}views/home/${encodeURIComponent(kept[0])}?lang=${document.documentElement.lang}`;
      link.textContent = kept[1];
      place.hidden = false;
    }
  } catch { /* nothing is remembered */ }
  // That a mark was kept is told once: the address without it is loaded again, and goes to others.
  if (document.querySelector(".marked")) {
    const here = new URL(location.href);
    here.searchParams.delete("marked");
    history.replaceState(null, "", here);
  }
  // Calendars subscribe to an address that says so, which must be whole: the page knows where it comes from.
  for (const link of document.querySelectorAll("a.subscribe")) {
    link.href = link.href.replace(/^https?:/, "webcal:");
    link.hidden = false;
  }
  // A narrow screen shows the first rows of a long table, and a button opens the rest; without a script and in print all stand.
  for (const rest of document.querySelectorAll("button.rest")) {
    const sheet = rest.previousElementSibling;
    sheet.classList.add("cut");
    rest.hidden = false;
    rest.addEventListener("click", () => {
      sheet.classList.remove("cut");
      sheet.focus({ preventScroll: true });
      rest.remove();
    });
  }
  // So it folds what a page says of how far its lists are known, but for the first line.
  const narrow = matchMedia("screen and (max-width: 560px)");
  const foldLists = (stand) => { for (const lists of document.querySelectorAll(".lists")) lists.open = stand; };
  foldLists(!narrow.matches);
  narrow.addEventListener("change", () => foldLists(!narrow.matches));
  addEventListener("beforeprint", () => foldLists(true));
  addEventListener("afterprint", () => foldLists(!narrow.matches));
  // A map that is wider than the screen is first seen where its home stands.
  for (const map of document.querySelectorAll("[data-across]")) map.scrollLeft = map.scrollWidth * map.dataset.across - map.clientWidth / 2;
  // A click on a head sorts the rows of its table; numbers by value, texts as the language of the page sorts them.
  const value = (row, column) => {
    const cell = row.cells[column];
    const said = cell.dataset.value ?? cell.querySelector("time")?.dateTime ?? cell.textContent;
    return said.trim().replace(/(?<=\d),(?=\d{3})/g, "");
  };
  const unknown = new Set(["", "—", ...document.body.dataset.unknown.split("|")]); // last, whatever comes first
  const compare = (a, b) => (isFinite(a) && isFinite(b) ? a - b : a.localeCompare(b, document.documentElement.lang));
  const inOrder = (a, b, down) => unknown.has(a) - unknown.has(b) || (down ? compare(b, a) : compare(a, b));
  for (const head of document.querySelectorAll("table:not(.part) thead th")) { // of a part of a list the service sorts the whole
    if (!head.textContent.trim() || head.querySelector("a") || head.closest("table").querySelector("td[rowspan]")) continue; // rows that are grouped stay so
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = head.closest("table").tBodies[0];
      body.append(...[...body.rows].sort((a, b) => inOrder(value(a, head.cellIndex), value(b, head.cellIndex), down)));
    });
  }
})();
