"use strict";
// Suggestions for the search box; without it the form leads to the list of matching places.
(() => {
  const box = document.querySelector("#q");
  const list = document.querySelector("#found");
  const { levels, ways } = JSON.parse(document.getElementById("words").textContent);
  const { root } = document.documentElement.dataset;
  const language = () => document.documentElement.dataset.language;
  let asked = 0;

  function link(href, text) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    return made;
  }

  function item({ id, names, level, country }) {
    const row = document.createElement("li");
    const [first, second] = language() === "zh" ? [names.zh, names.en] : [names.en, names.zh];
    const key = encodeURIComponent(id);
    row.append(link(`${root}views/place/${key}`, first || second || names.local || id));
    const small = document.createElement("small");
    small.textContent = [second && first !== second ? second : "", levels[level][language()], country].filter(Boolean).join(" · ");
    row.append(" ", small);
    if (level === "province") {
      row.append(" ", link(`${root}v1/clusters?home=${key}`, ways.clusters[language()]));
      row.append(" ", link(`${root}v1/gaps?home=${key}`, ways.gaps[language()]));
    }
    return row;
  }

  function tell(text) {
    const row = document.createElement("li");
    row.textContent = text;
    list.replaceChildren(row);
  }

  async function suggest() {
    const query = box.value.trim();
    const mine = ++asked;
    if (!query) return list.replaceChildren();
    try {
      const answer = await fetch(`${root}v1/places/suggest?q=${encodeURIComponent(query)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { items } = await answer.json();
      if (mine !== asked) return;
      if (items.length) list.replaceChildren(...items.map(item));
      else tell(language() === "zh" ? "没有找到。" : "Nothing found.");
    } catch {
      if (mine === asked) tell(language() === "zh" ? "服务没有应答，请稍后再试。" : "The service does not answer; try again later.");
    }
  }

  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
  document.addEventListener("language", suggest);
})();
