"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { marks, ...words } = read("words");
  const picture = read("picture");
  const root = document.documentElement;
  const host = document.getElementById("canvas");
  const FONT = getComputedStyle(root).fontFamily;
  const PAPER = "#ffffff";
  const NARROW = 640; // below this width a picture made for a phone is shown, where there is one
  const STILL = 420; // a scene this narrow fits a phone at its natural size: it scrolls with the page
  const EDGE = 16; // free margin around a scene
  const WRAP = 106; // a name is broken at this width at 13 pixels

  let language = root.dataset.language;
  let scene, network, focus = null;
  const say = (text) => (text ? text[language] : "");
  const online = location.protocol.startsWith("http");

  // ---- words -------------------------------------------------------------------------------------------------------

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function spoken(text) {
    const made = document.createDocumentFragment();
    for (const which of ["zh", "en"]) {
      const part = element("span", text[which], which);
      part.lang = which;
      made.append(part);
    }
    return made;
  }

  const country = (code) => picture.countries[code] || { zh: code, en: code };

  function when(line) {
    return line.since ? line.since.replace("/", "–") + (line.inferred ? "*" : "") : "";
  }

  const years = (line) => when(line).replace(/-\d\d/g, "");

  // ---- marks -------------------------------------------------------------------------------------------------------

  function corners(shape, r) {
    const ring = (count, turn, radius = r) =>
      Array.from({ length: count }, (_, i) => {
        const angle = turn + (2 * Math.PI * i) / count;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
    if (shape === "diamond") return ring(4, 0, r * 1.12);
    if (shape === "triangle") return ring(3, Math.PI / 2, r * 1.2);
    if (shape === "hexagon") return ring(6, 0, r * 1.05);
    if (shape === "pentagon") return ring(5, -Math.PI / 2, r * 1.08);
    return [[-r, -r], [r, -r], [r, r], [-r, r]];
  }

  function trace(ctx, points) {
    points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  }

  function drawDot(ctx, x, y, mark, text, lit) {
    ctx.save();
    ctx.translate(x, y);
    ctx.beginPath();
    if (mark.shape === "pill") {
      const half = pillWidth(ctx, mark, text) / 2;
      ctx.roundRect(-half, -mark.size, 2 * half, 2 * mark.size, mark.size);
    } else if (mark.shape === "circle") ctx.arc(0, 0, mark.size, 0, 2 * Math.PI);
    else {
      trace(ctx, corners(mark.shape, mark.size));
      ctx.closePath();
    }
    ctx.lineJoin = "round";
    if (lit) {
      ctx.strokeStyle = "#ffc107";
      ctx.lineWidth = 8;
      ctx.stroke();
    }
    ctx.fillStyle = mark.fill;
    ctx.fill();
    ctx.setLineDash(mark.dash || []);
    ctx.strokeStyle = mark.stroke;
    ctx.lineWidth = mark.stroke === PAPER ? 1.2 : 1.8;
    ctx.stroke();
    if (mark.shape === "circle" && mark.size >= 10 && mark.fill === mark.stroke) {
      ctx.beginPath();
      ctx.arc(-mark.size * 0.32, -mark.size * 0.36, mark.size * 0.24, 0, 2 * Math.PI);
      ctx.fillStyle = "#ffffff66";
      ctx.fill();
    }
    if (mark.shape === "pill" && text) {
      ctx.fillStyle = mark.text;
      ctx.font = pillFont(mark);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(text, 0, 1);
    }
    ctx.restore();
  }

  const pillFont = (mark) => `600 ${Math.round(mark.size * 0.62 + 5)}px ${FONT}`;

  function pillWidth(ctx, mark, text) {
    ctx.font = pillFont(mark);
    return (text ? ctx.measureText(text).width : mark.size * 2) + mark.size * 1.5;
  }

  function drawLine(ctx, points, mark) {
    ctx.beginPath();
    trace(ctx, points);
    ctx.setLineDash(mark.dash || []);
    ctx.strokeStyle = mark.stroke;
    ctx.lineWidth = mark.width;
    ctx.stroke();
  }

  function drawBox(ctx, outline, mark) {
    ctx.save();
    ctx.beginPath();
    if (mark.round) {
      const [[left, top], , [right, bottom]] = outline;
      ctx.roundRect(left, top, right - left, bottom - top, mark.round);
    } else {
      trace(ctx, outline);
      ctx.closePath();
    }
    ctx.lineJoin = "round";
    ctx.fillStyle = mark.fill;
    ctx.fill();
    ctx.setLineDash(mark.dash || []);
    ctx.strokeStyle = mark.stroke;
    ctx.lineWidth = 1.4;
    ctx.stroke();
    ctx.restore();
  }

  // ---- the scene ---------------------------------------------------------------------------------------------------

  const lineMark = (line) => marks.line[line.stem ? `stem-${line.kind}` : line.kind];
  const placeOf = (dot) => dot.place || dot.id;
  const markOf = (dot) => marks.dot[dot.mark];

  function widthOf(text, font) {
    widthOf.ctx ??= document.createElement("canvas").getContext("2d");
    widthOf.ctx.font = font;
    return widthOf.ctx.measureText(text).width;
  }

  const title = (dot) => say(dot.label) + (dot.note ? ` ${dot.note}` : "");

  function nodes() {
    const made = scene.dots.map((dot) => ({
      id: dot.id, x: dot.x, y: dot.y, shape: "custom", title: tip,
      ctxRenderer: ({ ctx, x, y, state }) => {
        const mark = markOf(dot);
        const text = mark.shape === "pill" ? title(dot) : "";
        const half = text ? pillWidth(ctx, mark, text) / 2 : mark.size;
        return {
          drawNode: () => {
            ctx.globalAlpha = focus && mark.shape !== "pill" && !focus.has(dot.id) ? 0.2 : 1;
            drawDot(ctx, x, y, mark, text, state.hover || state.selected);
            ctx.globalAlpha = 1;
          },
          nodeDimensions: { width: 2 * half, height: 2 * mark.size },
        };
      },
    }));
    return made.concat(bends());
  }

  // vis-network draws straight lines between dots: a line that turns gets a joint at every turn, which shows nothing
  // but its own rounding.
  function bends() {
    return scene.lines.flatMap((line, i) =>
      (line.via || []).map(([x, y], j) => {
        const { stroke, width } = lineMark(line);
        const joint = { shape: "circle", fill: stroke, stroke, size: Math.max(0.1, width / 2 - 0.9) };
        return {
          id: `bend/${i}/${j}`, x, y, shape: "custom", chosen: false,
          ctxRenderer: ({ ctx }) => ({
            drawNode: () => drawDot(ctx, x, y, joint, ""),
            nodeDimensions: { width: 1, height: 1 },
          }),
        };
      }),
    );
  }

  function edges() {
    const faint = Math.min(1, Math.max(0.14, 160 / scene.lines.length));
    return scene.lines.flatMap((line, i) => {
      const mark = lineMark(line);
      const stops = [line.source, ...(line.via || []).map((_, j) => `bend/${i}/${j}`), line.target];
      const opacity = line.status === "dormant" ? 0.45 * faint : faint;
      return stops.slice(1).map((to, j) => ({
        id: `${i}/${j}`, from: stops[j], to, width: mark.width, dashes: mark.dash || false,
        color: { color: mark.stroke, highlight: mark.stroke, hover: mark.stroke, opacity },
      }));
    });
  }

  function neighbours() {
    const beside = new Map(scene.dots.map((dot) => [dot.id, []]));
    for (const line of scene.lines) {
      beside.get(line.source).push([line, line.target]);
      beside.get(line.target).push([line, line.source]);
    }
    return beside;
  }

  let beside, dotOf;

  // One card for all dots, filled when the pointer comes: a thousand ready ones would delay the first picture.
  const tip = element("div");

  function card(dot) {
    const made = document.createDocumentFragment();
    made.append(element("strong", [...new Set([dot.label.zh, dot.label.en])].join(" · ")));
    const place = [dot.within && say(dot.within), say(country(dot.country)), say(words.levels[dot.level])];
    made.append(element("div", place.filter(Boolean).join(" · ")));
    const found = beside.get(dot.id);
    for (const [line, other] of found.slice(0, 8)) {
      const parts = [say(dotOf.get(other).label), kindOf(line), when(line), line.status === "dormant" ? say(words.statuses.dormant) : ""];
      made.append(element("div", parts.filter(Boolean).join(" · ")));
    }
    if (found.length > 8) made.append(element("div", `… +${found.length - 8}`));
    return made;
  }

  const kindOf = (line) => [line.role && say(words.roles[line.role]), say(words.kinds[line.kind])].filter(Boolean).join(" · ");

  function drawGround(ctx) {
    for (const box of scene.boxes) drawBox(ctx, box.outline, marks.box[box.mark]);
    ctx.lineCap = ctx.lineJoin = "round";
    for (const box of scene.boxes)
      for (const twig of box.twigs || []) drawLine(ctx, twig, { stroke: "#bcd08a", width: 2.2 });
  }

  // ---- names: as many as find room, at a size that can be read at any zoom ------------------------------------------

  const wrapped = new Map();

  function wrap(text, font, most) {
    const key = `${most} ${font} ${text}`;
    if (wrapped.has(key)) return wrapped.get(key);
    const pieces = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+\s*/gu) || [text];
    const rows = [""];
    for (const piece of pieces) {
      const longer = rows[rows.length - 1] + piece;
      if (rows[rows.length - 1] && widthOf(longer.trimEnd(), font) > most) rows.push(piece);
      else rows[rows.length - 1] = longer;
    }
    const kept = rows.slice(0, 3).map((row) => row.trimEnd());
    if (rows.length > 3) kept[2] += "…";
    const made = { rows: kept, width: Math.max(...kept.map((row) => widthOf(row, font))) };
    wrapped.set(key, made);
    return made;
  }

  function drawNames(ctx) {
    const scale = network.getScale();
    const grow = Math.min(Math.max(13 * scale, scene === picture.narrow ? 9.5 : 11), 21) / scale / 13;
    // In a cluster a name has the width of its cell; on rings it may be as wide as it likes.
    const cell = scene.dots[0].hops === 0 ? WRAP * Math.max(1, grow) : WRAP;
    const taken = [];
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });

    const free = (x, y, w, h) => {
      if (x + w < left || x > right || y + h < top || y > bottom) return false;
      if (taken.some((r) => x < r[0] + r[2] && r[0] < x + w && y < r[1] + r[3] && r[1] < y + h)) return false;
      taken.push([x, y, w, h]);
      return true;
    };

    // `side` is -1 to stand above the point, 1 beneath it, 0 around it, 2 to its right, -2 to its left.
    const write = (text, x, y, side, { size = 13, weight = 400, colour, must = false, most = cell }) => {
      if (!text) return 0;
      const { rows, width } = wrap(text, `${weight} ${size}px ${FONT}`, Math.round(most / Math.max(1, grow)));
      const shrink = Math.max(0.72, Math.min(1, most / (width * grow)));
      const high = size * 1.22 * grow * shrink, h = high * rows.length, w = width * grow * shrink + 4;
      const upper = side === -1 ? y - h : side === 1 ? y : y - h / 2;
      let middle = side === 2 ? x + w / 2 : side === -2 ? x - w / 2 : x;
      if (side === 0) middle = Math.max(left + w / 2 + 2, Math.min(right - w / 2 - 2, middle));
      if (!free(middle - w / 2, upper, w, h) && !must) return 0;
      ctx.font = `${weight} ${size * grow * shrink}px ${FONT}`;
      ctx.fillStyle = colour;
      ctx.strokeStyle = "#ffffffd9";
      ctx.lineWidth = 3.2 * grow;
      rows.forEach((row, i) => {
        ctx.strokeText(row, middle, upper + high * (i + 0.5));
        ctx.fillText(row, middle, upper + high * (i + 0.5));
      });
      return h;
    };

    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.setLineDash([]);
    for (const dot of scene.dots) {
      const mark = markOf(dot);
      if (mark.shape !== "pill") continue;
      const w = pillWidth(ctx, mark, title(dot));
      taken.push([dot.x - w / 2, dot.y - mark.size, w, 2 * mark.size]);
    }
    for (const box of scene.boxes) {
      const mark = marks.box[box.mark];
      const most = mark.round ? box.outline[1][0] - box.outline[0][0] - 12 : 3 * cell;
      write(say(box.label), ...box.at, 0, { size: 12.5, weight: 600, colour: mark.text || "#52606d", most });
    }
    for (const dot of ranked) {
      const mark = markOf(dot);
      if (mark.shape === "pill" || (focus && !focus.has(dot.id))) continue;
      const gap = mark.size + 3;
      const colour = mark.text || "#1b2733";
      if (mark.above) write(say(dot.label), dot.x, dot.y - gap, -1, { colour, weight: 600, must: Boolean(focus) });
      else if (dot.hops) nameOnRing(dot, gap, colour, write);
      else {
        const h = write(say(dot.label), dot.x, dot.y + gap, 1, { colour, must: Boolean(focus) });
        if (h && mark.within && dot.within)
          write(say(dot.within), dot.x, dot.y + gap + h, 1, { colour: "#7b8794", size: 11 });
      }
    }
    for (const line of scene.lines) yearOf(line, write);
    ctx.restore();
  }

  // On rings a name stands on the side away from the lines to the centre, else wherever there is room.
  function nameOnRing(dot, gap, colour, write) {
    const far = dot.y < scene.height / 2 ? -1 : 1;
    for (const side of [far, 2, -2, -far]) {
      const [dx, dy] = Math.abs(side) === 2 ? [(side / 2) * gap, 0] : [0, side * gap];
      if (write(say(dot.label), dot.x + dx, dot.y + dy, side, { colour })) return;
    }
  }

  // Years stand beside the middle of a line of a cluster; those of stems are in their heads.
  function yearOf(line, write) {
    if (!line.role || !line.since || line.target.endsWith("/head")) return;
    const a = dotOf.get(line.source), b = dotOf.get(line.target);
    write(years(line), (a.x + b.x) / 2 + 5, (a.y + b.y) / 2, 2, { size: 10.5, colour: "#6b7885" });
  }

  // ---- putting it on the page --------------------------------------------------------------------------------------

  let ranked;

  function choose() {
    return picture.narrow && host.clientWidth < NARROW ? picture.narrow : picture.scene;
  }

  function size() {
    const wide = scene.width + 2 * EDGE + (scene === picture.scene ? 30 : 14), high = scene.height + 2 * EDGE;
    const natural = (host.clientWidth * high) / wide;
    const most = scene === picture.narrow ? 6000 : Math.max(440, window.innerHeight - host.getBoundingClientRect().top - window.scrollY - 16);
    const height = Math.round(Math.min(Math.max(natural, 240), most, 1.15 * high));
    host.style.height = `${height}px`;
    host.style.setProperty("--ratio", host.clientWidth / height);
    return { scale: Math.min(host.clientWidth / wide, height / high, 1.9) };
  }

  function whole() {
    const { scale } = size();
    network.setSize("100%", "100%");
    network.redraw();
    const lean = scene === picture.scene ? 0 : -6;
    network.moveTo({ position: { x: scene.width / 2 + lean, y: scene.height / 2 }, scale });
  }

  function show() {
    scene = choose();
    const still = scene.width < STILL;
    host.classList.toggle("still", still);
    dotOf = new Map(scene.dots.map((dot) => [dot.id, dot]));
    beside = neighbours();
    const far = (dot) => dot.hops || 0;
    ranked = scene.dots.slice().sort((a, b) => far(a) - far(b) || beside.get(b.id).length - beside.get(a.id).length);
    if (network) network.destroy();
    size();
    network = new vis.Network(host, { nodes: nodes(), edges: edges() }, {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { fixed: true },
      edges: { smooth: false, hoverWidth: 0.6, selectionWidth: 1 },
      interaction: {
        hover: true, tooltipDelay: 80, dragNodes: false, dragView: !still, zoomView: !still,
        keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: scene.lines.length > 1500,
      },
    });
    network.on("beforeDrawing", drawGround);
    network.on("afterDrawing", drawNames);
    network.on("select", pick);
    network.on("hoverNode", ({ node }) => dotOf.has(node) && tip.replaceChildren(card(dotOf.get(node))));
    whole();
    name();
  }

  // A place may be drawn several times: choosing one chooses all of them and their neighbours.
  function pick({ nodes: chosen }) {
    const first = chosen.length ? dotOf.get(chosen[0]) : null;
    focus = null;
    if (first) {
      const same = scene.dots.filter((dot) => placeOf(dot) === placeOf(first)).map((dot) => dot.id);
      focus = new Set([...same, ...same.flatMap((id) => beside.get(id).map(([, other]) => other))]);
    }
    network.redraw();
  }

  function name() {
    const frame = host.querySelector(".vis-network");
    frame.setAttribute("role", "img");
    frame.setAttribute("aria-label", `${document.title}. ${language === "zh" ? "内容见下方列表。" : "The lists beneath say the same."}`);
  }

  function swatches() {
    for (const canvas of document.querySelectorAll("canvas[data-entry]")) {
      const entry = picture.legend[Number(canvas.dataset.entry)];
      const mark = marks[entry.part][entry.mark];
      canvas.width = 120;
      canvas.height = 66;
      const ctx = canvas.getContext("2d");
      ctx.scale(3, 3);
      if (entry.part === "line") drawLine(ctx, [[2, 11], [38, 11]], mark);
      else if (entry.part === "box") drawBox(ctx, [[6, 3], [34, 3], [34, 19], [6, 19]], { ...mark, stroke: mark.round ? mark.stroke : "#b9c6d4" });
      else if (mark.shape === "pill") drawDot(ctx, 20, 11, { ...mark, size: 7 }, "");
      else drawDot(ctx, 20, 11, { ...mark, size: Math.min(mark.size, 8) }, "");
    }
  }

  document.addEventListener("language", ({ detail }) => {
    language = detail;
    show();
  });

  // ---- the same content as text ------------------------------------------------------------------------------------

  function nameCell(dot) {
    const cell = element("td");
    const shown = online ? element("a") : element("span");
    if (online) shown.href = `${root.dataset.root}views/place/${encodeURIComponent(placeOf(dot))}`;
    shown.append(spoken(dot.label));
    cell.append(shown);
    const where = element("small");
    where.append(" ", spoken(country(dot.country)));
    if (dot.within) where.append(" · ", spoken(dot.within));
    cell.append(where);
    return cell;
  }

  function cell(content) {
    const made = element("td");
    if (content) made.append(typeof content === "string" ? content : spoken(content));
    return made;
  }

  function sheet(title, heads, rows) {
    const made = element("div", undefined, "sheet");
    const table = element("table");
    const top = element("tr");
    for (const head of heads) {
      const th = element("th");
      th.scope = "col";
      th.append(spoken(head));
      top.append(th);
    }
    table.append(element("thead"), element("tbody"));
    table.tHead.append(top);
    table.tBodies[0].append(...rows);
    made.append(table);
    const heading = element("h2");
    heading.append(spoken({ zh: `${title.zh}（${rows.length}）`, en: `${title.en} (${rows.length})` }));
    document.getElementById("lists").append(heading, made);
  }

  let listed = false;

  function lists() {
    if (listed) return;
    listed = true;
    const dots = new Map(picture.scene.dots.map((dot) => [dot.id, dot]));
    const roles = picture.scene.lines.some((line) => line.role);
    const undated = { zh: "未注明", en: "undated" };
    const rows = picture.scene.lines.map((line) => {
      let [a, b] = [dots.get(line.source), dots.get(line.target)];
      if ((a.hops || 0) > (b.hops || 0)) [a, b] = [b, a];
      const row = element("tr");
      row.append(nameCell(a), nameCell(b), ...(roles ? [cell(words.roles[line.role])] : []));
      row.append(cell(words.kinds[line.kind]), cell(when(line) || undated), cell(words.statuses[line.status || "active"]));
      return row;
    });
    const heads = [
      roles ? words.columns.unit : words.columns.party,
      words.columns.partner,
      ...(roles ? [words.columns.counts] : []),
      words.columns.kind, words.columns.since, words.columns.status,
    ];
    sheet({ zh: "协议", en: "Agreements" }, heads, rows);
    const count = new Map();
    for (const { source, target } of picture.scene.lines)
      for (const end of [source, target]) count.set(end, (count.get(end) || 0) + 1);
    const seen = new Map();
    for (const dot of picture.scene.dots) {
      const found = seen.get(placeOf(dot)) || { dot, agreements: 0 };
      found.agreements += count.get(dot.id) || 0;
      seen.set(placeOf(dot), found);
    }
    const places = [...seen.values()].map(({ dot, agreements }) => {
      const row = element("tr");
      row.append(nameCell(dot), cell(words.levels[dot.level]), cell(String(agreements)));
      return row;
    });
    sheet(
      { zh: "地方", en: "Places" },
      [{ zh: "名称", en: "name" }, { zh: "级别", en: "level" }, { zh: "图中协议", en: "agreements shown" }],
      places,
    );
  }

  // ---- begin -------------------------------------------------------------------------------------------------------

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const deeds = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: whole, print: () => window.print() };
  for (const button of document.querySelectorAll("[data-do]"))
    button.addEventListener("click", deeds[button.dataset.do]);
  let waiting;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (choose() === scene ? whole() : show()), 120);
  });
  // On paper the canvas keeps its proportions and is drawn finer than on most screens.
  function redrawAt(ratio) {
    if (ratio) Object.defineProperty(window, "devicePixelRatio", { value: ratio, configurable: true });
    else delete window.devicePixelRatio;
    whole();
  }
  window.addEventListener("beforeprint", () => {
    lists();
    redrawAt(3);
  });
  window.addEventListener("afterprint", () => redrawAt(0));

  document.querySelector("nav").hidden = !online;
  show();
  swatches();
  requestAnimationFrame(() => setTimeout(lists)); // the picture first: long lists take as long as it does
})();
