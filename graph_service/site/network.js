"use strict";
// The network around a place: positions come with the page; here it is only drawn, narrowed and looked through.
(() => {
  const { places, lines, marks, looks, land, words, centre } = JSON.parse(document.getElementById("network-data").textContent);
  const section = document.getElementById("network"), host = document.getElementById("canvas"), card = document.getElementById("card");
  const { root } = document.body.dataset, lang = document.documentElement.lang;
  const FONT = getComputedStyle(document.body).fontFamily, STILL = 120, LISTED = 12; // so many places are shown at once, and agreements in a card
  const HIGH = innerHeight > innerWidth ? 1.9 : 1; // rings are wider than high: on an upright screen higher than wide
  const $ = (id) => document.getElementById(id);
  const byId = new Map(places.map((place) => [place.id, place]));
  const beside = new Map(places.map((place) => [place.id, []]));
  for (const line of lines) { beside.get(line.a).push([line, line.b]); beside.get(line.b).push([line, line.a]); }
  const ranked = places.slice().sort((a, b) => a.hops - b.hops || b.count - a.count);
  const open = new Set(places.length <= STILL ? places.map((place) => place.id) : places.filter((place) => place.hops < 2).map((place) => place.id));
  const files = document.querySelectorAll(".drawn .take a"); // the picture as files: of the kinds and years that are shown
  let onMap = false, chosen = null;

  const element = (tag, text) => { const made = document.createElement(tag); if (text !== undefined) made.textContent = text; return made; };

  function trace(ctx, mark, x, y) {
    const ring = (count, turn, reach) => {
      for (let i = 0; i < count; i++) ctx.lineTo(x + mark.size * reach * Math.cos(turn + 2 * Math.PI * i / count), y + mark.size * reach * Math.sin(turn + 2 * Math.PI * i / count));
      ctx.closePath();
    };
    ctx.beginPath();
    if (mark.shape === "diamond") ring(4, 0, 1.12);
    else if (mark.shape === "triangle") ring(3, Math.PI / 2, 1.2);
    else if (mark.shape === "hexagon") ring(6, 0, 1.05);
    else ctx.arc(x, y, mark.shape === "pill" ? 11 : mark.size, 0, 2 * Math.PI);
  }

  function node(place) {
    const mark = marks[place.mark];
    return {
      id: place.id, x: place.x, y: place.y * HIGH, shape: "custom", hidden: !open.has(place.id),
      ctxRenderer: ({ ctx, x, y, state }) => ({
        drawNode: () => {
          trace(ctx, mark, x, y);
          if (state.selected || state.hover) { ctx.strokeStyle = shades.of("#b8860b"); ctx.lineWidth = 8; ctx.setLineDash([]); ctx.stroke(); }
          ctx.fillStyle = shades.of(mark.fill); ctx.fill();
          ctx.setLineDash(mark.dash || []); ctx.strokeStyle = shades.of(mark.stroke); ctx.lineWidth = 1.4; ctx.stroke(); ctx.setLineDash([]);
        },
        nodeDimensions: { width: 2 * mark.size, height: 2 * mark.size },
      }),
    };
  }

  const faint = Math.min(1, Math.max(0.14, 160 / Math.max(1, lines.length)));
  const coloured = (line) => {
    const color = shades.of(looks[line.kind].stroke);
    return { color, highlight: color, hover: color, opacity: line.faded ? 0.45 * faint : faint };
  };
  const nodes = new vis.DataSet(places.map(node));
  const edges = new vis.DataSet(lines.map((line, id) => {
    const look = looks[line.kind];
    return { id, from: line.a, to: line.b, width: look.width, dashes: look.dash || false, color: coloured(line) };
  }));
  section.hidden = false;
  document.body.classList.add("live");
  const network = new vis.Network(host, { nodes, edges }, {
    physics: false, layout: { improvedLayout: false }, nodes: { fixed: true }, edges: { smooth: false, hoverWidth: 0.6, selectionWidth: 1 },
    interaction: { hover: true, dragNodes: false, keyboard: { enabled: true, bindToWindow: false, autoFocus: false }, hideEdgesOnDrag: lines.length > 1500 },
  });

  shades.follow((atOnce) => { edges.update(lines.map((line, id) => ({ id, color: coloured(line) }))); if (atOnce) network.redraw(); });

  const counts = (line) => $(`kind-${line.kind}`).checked && (!line.year || line.year <= Number($("year").value));
  const placed = (place) => !onMap || place.lon !== null;

  const whole = () => network.fit({ nodes: nodes.getIds({ filter: (item) => !item.hidden }), animation: false });

  // What is shown: opened places with an agreement that counts, and the centre.
  function narrow() {
    const seen = new Set([centre]);
    edges.update(lines.map((line, id) => {
      const shown = counts(line) && [line.a, line.b].every((end) => open.has(end) && placed(byId.get(end)));
      if (shown) { seen.add(line.a); seen.add(line.b); }
      return { id, hidden: !shown };
    }));
    nodes.update(places.map((place) => ({ id: place.id, hidden: !seen.has(place.id) || !placed(place) })));
    const year = $("year"), undated = year.value < year.max ? lines.filter((line, id) => !line.year && !edges.get(id).hidden).length : 0;
    $("shown").textContent = words.shown.replace("{}", [...seen].length).replace("{}", places.length) + (undated ? words.undated.replace("{}", undated) : "");
    $("until").textContent = year.value;
    for (const way of files) if (way.href) { // a saved page has no way to them
      const there = new URL(way.href), left = [...section.querySelectorAll("input[type=checkbox]")].filter((box) => !box.checked);
      there.searchParams.delete("without"); there.searchParams.delete("until");
      for (const box of left) there.searchParams.append("without", box.id.slice("kind-".length));
      if (year.value < year.max) there.searchParams.set("until", year.value);
      way.href = there.search;
    }
  }

  function move() {
    nodes.update(places.map((place) => onMap ? { id: place.id, x: place.lon ?? 0, y: place.lat ?? 0 } : { id: place.id, x: place.x, y: place.y * HIGH }));
    $("map").setAttribute("aria-pressed", onMap);
    narrow();
    whole();
  }

  const shore = new Path2D(land.path);
  network.on("beforeDrawing", (ctx) => {
    if (!onMap) return;
    ctx.save();
    ctx.scale(land.scale, land.scale);
    ctx.fillStyle = shades.of("#dde3d8");
    ctx.fill(shore, "evenodd");
    ctx.restore();
  });

  // Names at a size that can be read at any zoom, the nearest and most linked places first, none upon another.
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale(), size = Math.min(Math.max(13 * scale, 11), 18) / scale, taken = [];
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
    ctx.save();
    ctx.font = `${size}px ${FONT}`; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    for (const place of chosen ? new Set([byId.get(chosen), ...ranked]) : ranked) {
      const item = nodes.get(place.id);
      if (item.hidden || item.x < left || item.x > right || item.y < top || item.y > bottom) continue;
      const wide = ctx.measureText(place.name).width + 4, mark = marks[place.mark];
      for (const [across, down] of [[0, 1], [0, -1], [1, 0], [-1, 0]]) { // below, above, right, left
        const middle = item.x + across * (mark.size + 3 + wide / 2), high = size * 1.2;
        const x = middle - wide / 2, y = item.y + down * (mark.size + size * 0.8) - size * 0.6;
        if (x < left || x + wide > right || y < top || y + high > bottom) continue;
        if (taken.some((box) => x < box[0] + box[2] && box[0] < x + wide && y < box[1] + box[3] && box[1] < y + high)) continue;
        taken.push([x, y, wide, high]);
        ctx.strokeStyle = shades.of("#ffffff"); ctx.globalAlpha = 0.85; ctx.lineWidth = size / 4; ctx.fillStyle = shades.of("#1b2733");
        ctx.strokeText(place.name, middle, y + high / 2); ctx.globalAlpha = 1; ctx.fillText(place.name, middle, y + high / 2);
        break;
      }
    }
    ctx.restore();
    document.body.dataset.named = taken.length;
  });

  function pressed(text, does) {
    const made = element("button", text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  function tell(id, most = LISTED) {
    chosen = id;
    card.hidden = !id;
    if (!id) return;
    const place = byId.get(id), all = [...beside.get(id)].sort(([a], [b]) => a.beside - b.beside), found = all.slice(0, most);
    const here = found.filter(([line]) => !line.beside).length, saved = document.body.classList.contains("saved");
    const leading = (text) => {
      const way = element("a", text);
      if (!saved) way.href = `${root}views/place/${encodeURIComponent(id)}?lang=${lang}`;
      return way;
    };
    const head = element("h3"), list = element("ul");
    head.append(leading(place.name));
    for (const [line, other] of found) {
      const item = element("li", [words.kinds[line.kind], line.since, line.beside && words.beside].filter(Boolean).map((said) => ` · ${said}`).join(""));
      item.prepend(pressed(byId.get(other).name, () => { look(other); card.focus(); }));
      list.append(item);
    }
    const count = element("p", here < place.count ? words.some.replace("{all}", place.count).replace("{here}", here) : words.count.replace("{}", place.count));
    if (here < place.count && !saved) count.append(" · ", leading(words.all));
    card.replaceChildren(head, element("p", place.where), count, list);
    if (all.length > found.length) card.append(pressed(words.more.replace("{}", all.length - found.length), () => { tell(id, all.length); card.focus(); }));
  }

  function choose(id) {
    tell(id);
    for (const [, other] of beside.get(id)) open.add(other);
    open.add(id);
    narrow();
    network.selectNodes([id]);
  }
  function look(id) { // choose a place and bring it into sight
    choose(id);
    const { x, y } = nodes.get(id);
    network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), 0.9) });
  }
  network.on("click", ({ nodes: [id] }) => (id ? choose(id) : tell(null)));

  $("find").addEventListener("change", ({ target }) => {
    const text = target.value.trim().toLowerCase();
    const found = text && (ranked.find((place) => place.name.toLowerCase() === text) ?? ranked.find((place) => `${place.name} ${place.also}`.toLowerCase().includes(text)));
    if (!found) {
      tell(null);
      network.unselectAll();
      if (text) { card.replaceChildren(element("p", words.missing.replace("{}", target.value.trim()))); card.hidden = false; card.scrollIntoView({ block: "nearest" }); }
      return;
    }
    look(found.id);
    card.scrollIntoView({ block: "nearest" }); // on a phone the box stands above the picture
  });
  for (const box of section.querySelectorAll("input[type=checkbox]")) box.addEventListener("change", narrow);
  $("year").addEventListener("input", narrow);
  $("map").addEventListener("click", () => { onMap = !onMap; move(); });
  $("all").addEventListener("click", () => { places.forEach((place) => open.add(place.id)); narrow(); whole(); });
  $("in").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.4 }));
  $("out").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.4 }));
  $("whole").addEventListener("click", whole);
  const frame = host.querySelector(".vis-network");
  frame.setAttribute("role", "application"); // arrows move the picture, Enter opens the card of a place, whose partners are buttons
  frame.setAttribute("aria-label", words.described);
  frame.addEventListener("keydown", ({ key }) => { if (key === "Enter") { choose(chosen ?? centre); card.focus(); } });
  card.addEventListener("keydown", ({ key }) => { if (key === "Escape") { tell(null); network.unselectAll(); frame.focus(); } });
  move();
})();
