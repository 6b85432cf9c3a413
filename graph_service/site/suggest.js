"use strict";
// Offers places while somebody types in the search box (the combobox of ARIA); without this script the form is as ever.
(() => {
  const input = document.getElementById("q"), { root } = document.body.dataset;
  const page = document.documentElement.lang, list = document.createElement("ul");
  const MOST = 8, WAIT = 120; // suggestions; ms after the last key before they are asked for
  let asked = null, timer = 0, active = -1;
  list.id = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  input.type = "text"; // a field for searching may not be a combobox
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"], ["autocomplete", "off"]]) input.setAttribute(name, value);
  const called = names => names[page] ?? names.zh ?? names.en ?? names.local ?? "";
  const choose = at => {
    active = at;
    [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  // The service knows what page a place has; the id alone means no other.
  const open = id => location.assign(`${root}views/search?${new URLSearchParams({ lang: page, q: id })}`);
  const option = (place, at) => {
    const row = document.createElement("li"), name = document.createElement("b"), where = document.createElement("small");
    row.id = `suggested-${at}`;
    row.setAttribute("role", "option");
    name.textContent = called(place.names) || place.id;
    const otherwise = ![place.names.zh, place.names.en].includes(place.matched) && /[^\x00-\x7f]|[A-Z]/.test(place.matched);
    const also = otherwise ? `(${place.matched})` : ""; // what has no capital is how a name is spelt to be compared
    where.textContent = [also, ...place.within.map(called)].filter(Boolean).join(" · ");
    row.append(name, " ", where);
    row.addEventListener("pointerdown", event => event.preventDefault()); // the box keeps the focus
    row.addEventListener("click", () => open(place.id));
    row.dataset.id = place.id;
    return row;
  };
  const look = async () => {
    const q = input.value.trim().slice(0, 100);
    asked?.abort();
    if (!q) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${root}v1/places/suggest?${new URLSearchParams({ q, limit: MOST })}`, { signal: asked.signal });
      const items = answer.ok ? (await answer.json()).items : [];
      list.replaceChildren(...items.map(option));
      choose(-1);
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    } catch { /* asked anew meanwhile, or nobody answers: the form works all the same */ }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (event.isComposing) return; // the keys are those of what writes Chinese
    const count = list.hidden ? 0 : list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) choose(active < 0 && step < 0 ? count - 1 : (active + 1 + step + count + 1) % (count + 1) - 1);
    else if (event.key === "ArrowDown") look();
    else if (event.key === "Enter" && count && active >= 0) open(list.children[active].dataset.id);
    else if (event.key === "Escape" && count) close();
    else {
      if (event.key === "Enter") close();
      return;
    }
    event.preventDefault();
  });
})();
