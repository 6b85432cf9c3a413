"use strict";
(() => {
  const world = JSON.parse(document.getElementById("world").textContent);
  const canvas = document.getElementById("map");
  const ctx = canvas.getContext("2d");
  const card = document.getElementById("card");
  const hits = document.getElementById("hits");
  const search = document.getElementById("q");
  const only = document.getElementById("of");
  const online = location.protocol.startsWith("http");
  const total = world.id.length;
  const summed = (steps) => { let at = 0; return Int32Array.from(steps, (step) => (at += step)); };
  const lon = summed(world.lon), lat = summed(world.lat), from = summed(world.from), to = summed(world.to);
  const kinds = Uint8Array.from(world.kinds, Number), levels = Uint8Array.from(world.level, Number);
  const ranked = world.count.map((_, at) => at).sort((a, b) => world.count[b] - world.count[a] || a - b);
  const LINES = ["#cc4c02", "#3f4f63", "#00806a", "#9aa3ad"]; // by kind, as the legend
  const DOTS = ["#16324f", "#4d7c0f", "#6a2c91", "#2f86c9"]; // by level
  const NORTH = 84, SOUTH = -60, MIDDLE = 150;
  const TALL = 1.25; // a degree of latitude to one of longitude, right at 37° where most partners lie
  const HIGH = (NORTH - SOUTH) * TALL;
  const FAINT = Math.min(0.7, Math.max(0.1, 900 / Math.max(1, kinds.length)));

  const { root } = document.documentElement.dataset; // the way to the root of the service
  let language = document.documentElement.dataset.language;
  let width, height, scale, left, top; // of the view: pixels per degree, and the pixel of the map's north-west corner
  let chosen = -1, hover = -1, country = -1, resting = 0, planned = 0;

  const en = world.en, zh = world.zh.map((name, at) => name || en[at]);
  const name = (at) => (language === "zh" ? zh : en)[at];
  const say = (words) => words[language];
  const degX = new Float32Array(total), degY = new Float32Array(total), size = new Float32Array(total);
  for (let at = 0; at < total; at++) {
    degX[at] = ((lon[at] / 100 - MIDDLE + 540) % 360 + 360) % 360;
    degY[at] = (NORTH - lat[at] / 100) * TALL;
    size[at] = 1 + Math.sqrt(world.count[at]) * 0.42;
  }
  const x = (at) => left + degX[at] * scale;
  const y = (at) => top + degY[at] * scale;

  let partners; // of each place, made when first asked for: most readers only look
  function partnersOf(at) {
    if (!partners) {
      partners = Array.from({ length: total }, () => []);
      for (let line = 0; line < kinds.length; line++) {
        partners[from[line]].push([to[line], kinds[line]]);
        partners[to[line]].push([from[line], kinds[line]]);
      }
    }
    return partners[at];
  }

  // ---- the view ----------------------------------------------------------------------------------------------------

  function measure() {
    const box = canvas.getBoundingClientRect(), dense = window.devicePixelRatio || 1;
    [width, height] = [box.width, box.height];
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    ctx.setTransform(dense, 0, 0, dense, 0, 0);
  }

  function fit() {
    scale = Math.min(width / 360, height / HIGH);
    left = (width - 360 * scale) / 2;
    top = (height - HIGH * scale) / 2;
  }

  function zoom(factor, px = width / 2, py = height / 2) {
    const next = Math.min(400, Math.max(0.5, scale * factor));
    left = px - ((px - left) * next) / scale;
    top = py - ((py - top) * next) / scale;
    scale = next;
    moved();
  }

  function moved() { // while the view moves only places are drawn; lines follow when it rests
    clearTimeout(resting);
    resting = setTimeout(() => draw(true), 130);
    if (!planned) planned = requestAnimationFrame(() => { planned = 0; draw(false); });
  }

  // ---- drawing -----------------------------------------------------------------------------------------------------

  function link(a, b) {
    const far = degX[b] - degX[a];
    if (Math.abs(far) <= 180) {
      ctx.moveTo(x(a), y(a));
      ctx.lineTo(x(b), y(b));
      return;
    }
    const around = (far > 0 ? -360 : 360) * scale; // the shorter way leads over the edge of the map
    ctx.moveTo(x(a), y(a));
    ctx.lineTo(x(b) + around, y(b));
    ctx.moveTo(x(a) - around, y(a));
    ctx.lineTo(x(b), y(b));
  }

  function drawLines(alpha) {
    for (let kind = 0; kind < LINES.length; kind++) {
      ctx.beginPath();
      for (let line = 0; line < kinds.length; line++) {
        if (kinds[line] !== kind) continue;
        const a = from[line], b = to[line];
        if (country < 0 || world.country[a] === country || world.country[b] === country) link(a, b);
      }
      stroke(kind, alpha, 0.7);
    }
  }

  function stroke(kind, alpha, wide) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = LINES[kind];
    ctx.lineWidth = wide;
    ctx.setLineDash(kind > 1 ? [5, 3] : []);
    ctx.stroke();
    ctx.globalAlpha = 1;
  }

  function drawDots() {
    const grow = Math.min(2.2, Math.max(0.7, Math.sqrt(scale / 4)));
    for (let level = 0; level < DOTS.length; level++) {
      ctx.beginPath();
      for (let at = 0; at < total; at++) {
        if (levels[at] !== level || (country >= 0 && world.country[at] !== country)) continue;
        const px = x(at), py = y(at), r = size[at] * grow;
        if (px < -r || py < -r || px > width + r || py > height + r) continue;
        ctx.moveTo(px + r, py);
        ctx.arc(px, py, r, 0, 2 * Math.PI);
      }
      ctx.globalAlpha = chosen < 0 ? 0.85 : 0.25;
      ctx.fillStyle = DOTS[level];
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  }

  function drawGrid() {
    ctx.beginPath();
    const right = left + 360 * scale, bottom = top + HIGH * scale;
    for (let px = left; px <= right + 1; px += 30 * scale) { ctx.moveTo(px, top); ctx.lineTo(px, bottom); }
    for (let py = top; py <= bottom + 1; py += 24 * TALL * scale) { ctx.moveTo(left, py); ctx.lineTo(right, py); }
    ctx.setLineDash([]);
    ctx.lineWidth = 1;
    ctx.strokeStyle = "#eef1f4";
    ctx.stroke();
  }

  function label(at, bold) {
    ctx.font = `${bold ? 700 : 500} 13px ${getComputedStyle(document.body).fontFamily}`;
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.setLineDash([]);
    ctx.strokeStyle = "#ffffffe8";
    ctx.strokeText(name(at), x(at) + 8, y(at) + 4);
    ctx.fillStyle = "#1b2733";
    ctx.fillText(name(at), x(at) + 8, y(at) + 4);
  }

  function drawNames() { // of the places with most agreements that leave each other room
    const taken = [];
    for (let rank = 0, found = 0; rank < total && found < 26; rank++) {
      const at = ranked[rank];
      if (country >= 0 && world.country[at] !== country) continue;
      const px = x(at), py = y(at);
      if (px < 0 || py < 0 || px > width - 60 || py > height) continue;
      if (taken.some(([tx, ty]) => Math.abs(tx - px) < 105 && Math.abs(ty - py) < 19)) continue;
      taken.push([px, py]);
      label(at, false);
      found++;
    }
  }

  function drawChosen(at) {
    const found = partnersOf(at);
    for (let kind = 0; kind < LINES.length; kind++) {
      ctx.beginPath();
      for (const [other, of] of found) if (of === kind) link(at, other);
      stroke(kind, 0.9, 1.6);
    }
    for (const [other] of found) dot(other, 3.5);
    dot(at, 6);
    if (found.length <= 40) for (const [other] of found) label(other, false);
    label(at, true);
  }

  function dot(at, r) {
    ctx.beginPath();
    ctx.arc(x(at), y(at), r, 0, 2 * Math.PI);
    ctx.fillStyle = DOTS[levels[at]];
    ctx.fill();
  }

  function draw(whole) {
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, width, height);
    drawGrid();
    if (whole) drawLines(chosen < 0 ? FAINT : FAINT / 3);
    drawDots();
    if (chosen >= 0) drawChosen(chosen);
    else drawNames();
    if (hover >= 0 && hover !== chosen) { dot(hover, 5); label(hover, true); }
    if (whole) canvas.dataset.drawn = "yes";
  }

  // ---- choosing ----------------------------------------------------------------------------------------------------

  function nearest(px, py) {
    let best = -1, least = 14 * 14;
    for (let at = 0; at < total; at++) {
      if (country >= 0 && world.country[at] !== country) continue;
      const dx = x(at) - px, dy = y(at) - py, far = dx * dx + dy * dy;
      if (far < least) [best, least] = [at, far];
    }
    return best;
  }

  function element(tag, text) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function pick(text, at) {
    const item = element("li"), button = element("button", text);
    button.type = "button";
    button.addEventListener("click", () => choose(at, true));
    item.append(button);
    return item;
  }

  function choose(at, centred) {
    chosen = at;
    hits.replaceChildren();
    if (at >= 0 && centred) {
      left += width / 2 - x(at);
      top += height / 2 - y(at);
    }
    showCard();
    draw(true);
  }

  function showCard() {
    card.hidden = chosen < 0;
    if (chosen < 0) return;
    const head = element("h2", [...new Set([zh[chosen], en[chosen]])].join(" · "));
    const words = world.words, nation = say(world.countries[world.country[chosen]]);
    const line = element("div", `${nation} · ${say(words.levels[levels[chosen]])} · ${world.count[chosen]}`);
    const list = element("ul");
    const where = (at) => say(world.countries[world.country[at]]);
    const found = [...partnersOf(chosen)].sort((a, b) => where(a[0]).localeCompare(where(b[0]), language) || a[0] - b[0]);
    for (const [other, kind] of found) list.append(pick(`${where(other)} · ${name(other)} · ${say(words.kinds[kind])}`, other));
    card.replaceChildren(head, line, ...(online ? [pageLink()] : []), list);
  }

  function pageLink() {
    const made = element("a", language === "zh" ? "友城网络图" : "network page");
    made.href = `${root}views/place/${encodeURIComponent(world.id[chosen])}`;
    return made;
  }

  function look() {
    const text = search.value.trim().toLowerCase(), found = [];
    for (let rank = 0; text && rank < total && found.length < 12; rank++) {
      const at = ranked[rank];
      if (zh[at].includes(text) || en[at].toLowerCase().includes(text)) found.push(at);
    }
    const label = (at) => [...new Set([zh[at], en[at]])].join(" · ");
    hits.replaceChildren(...found.map((at) => pick(`${label(at)} · ${say(world.countries[world.country[at]])}`, at)));
  }

  function fillCountries() {
    const order = world.countries.map((_, at) => at).sort((a, b) => say(world.countries[a]).localeCompare(say(world.countries[b]), language));
    const choice = (value, text) => Object.assign(element("option", text), { value });
    only.replaceChildren(choice(-1, language === "zh" ? "全部" : "all"), ...order.map((at) => choice(at, say(world.countries[at]))));
    only.value = String(country);
  }

  function drawLegend() {
    for (const sample of document.querySelectorAll(".legend canvas")) {
      [sample.width, sample.height] = [80, 44];
      const pen = sample.getContext("2d");
      pen.scale(2, 2);
      if (sample.dataset.dot) {
        pen.arc(20, 11, 5, 0, 2 * Math.PI);
        pen.fillStyle = DOTS[sample.dataset.dot];
        pen.fill();
      } else {
        pen.setLineDash(sample.dataset.line > 1 ? [5, 3] : []);
        pen.moveTo(3, 11);
        pen.lineTo(37, 11);
        pen.lineWidth = 2;
        pen.strokeStyle = LINES[sample.dataset.line];
        pen.stroke();
      }
    }
  }

  // ---- events ------------------------------------------------------------------------------------------------------

  const pointers = new Map();
  let travelled = 0;
  const spread = () => { const [a, b] = [...pointers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    travelled = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const held = pointers.get(event.pointerId), [px, py] = [event.offsetX, event.offsetY];
    if (!held) {
      const found = nearest(px, py);
      if (found !== hover) { hover = found; moved(); }
      return;
    }
    const before = pointers.size === 2 ? spread() : 0;
    const [dx, dy] = [px - held.x, py - held.y];
    travelled += Math.abs(dx) + Math.abs(dy);
    pointers.set(event.pointerId, { x: px, y: py });
    if (pointers.size === 2) zoom(spread() / before, px, py);
    else { left += dx; top += dy; moved(); }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
      if (end === "pointerup" && travelled < 6) choose(nearest(event.offsetX, event.offsetY), false);
    });
  }
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
  }, { passive: false });
  const keys = {
    ArrowLeft: () => { left += 60; moved(); }, ArrowRight: () => { left -= 60; moved(); },
    ArrowUp: () => { top += 60; moved(); }, ArrowDown: () => { top -= 60; moved(); },
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), Escape: () => choose(-1, false),
  };
  canvas.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  const tools = { in: () => zoom(1.5), out: () => zoom(1 / 1.5), fit: () => { fit(); draw(true); }, print: () => window.print() };
  for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", tools[button.dataset.do]);
  search.addEventListener("input", look);
  only.addEventListener("change", () => { country = +only.value; choose(-1, false); });
  window.addEventListener("resize", () => { measure(); fit(); draw(true); });
  document.addEventListener("language", (event) => { language = event.detail; fillCountries(); showCard(); draw(true); });
  if (online) {
    for (const nav of document.querySelectorAll("nav")) nav.hidden = false;
    for (const way of document.querySelectorAll("a[data-page]")) way.href = way.dataset.page;
  }

  measure();
  fit();
  drawLegend();
  fillCountries();
  draw(true);
})();
