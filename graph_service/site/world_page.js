// The page of the world: every city on the map, choices that are followed at once, a card for what is chosen, and the table kept
// to what the map shows. Without this script the page shows the same by its picture, its table and its form.
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("world").textContent), { words, marks, state } = data;
  const { root } = document.body.dataset, lang = document.documentElement.lang;
  const online = location.protocol.startsWith("http") && !data.saved;
  const VALUES = new Uint8Array(128);
  [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach((letter, at) => { VALUES[letter.charCodeAt(0)] = at; });
  function numbers(text) {
    const found = new Float64Array(text.length); // as many at most, and no longer than ids are
    let held = 0;
    for (let at = 0, value = 0, weight = 1; at < text.length; at++) {
      const part = VALUES[text.charCodeAt(at)];
      value += (part % 32) * weight;
      if (part >= 32) { weight *= 32; continue; }
      found[held++] = value % 2 ? -(value + 1) / 2 : value / 2;
      value = 0; weight = 1;
    }
    return found.subarray(0, held);
  }
  function summed(text) { const found = numbers(text); for (let at = 1; at < found.length; at++) found[at] += found[at - 1]; return found; }
  function digits(text, value) { const found = new Uint8Array(text.length); for (let at = 0; at < text.length; at++) found[at] = value(text.charCodeAt(at)); return found; }
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // What the first picture does without is made when it is first asked for.
  const later = (make) => { let made; return () => (made ??= make()); };
  const written = later(() => new Intl.NumberFormat("en")), said = (number) => written().format(number);
  const names = later(() => data.names.split("\n")), others = later(() => data.others.split("\n"));
  const ids = later(() => {
    const prefixes = data.prefixes.split("\n"), prefix = summed(data.prefix);
    return Array.from(summed(data.number), (number, at) => prefixes[prefix[at]] + (number || ""));
  });
  const lat = later(() => summed(data.lat)), nationOf = later(() => summed(data.country));
  const lines = later(() => ({ from: summed(data.from), to: summed(data.to), kinds: digits(data.kinds, (letter) => letter - 48), years: numbers(data.years) }));
  const total = data.level.length, nations = data.codes.length;
  const placed = (at) => lat()[at] < 9000;
  const [CITIES, LARGE, GREY] = [2.4, 9, "#8a939d"]; // times the whole map from which cities are drawn; px of the largest mark
  const HUES = ["#0072b2", "#d55e00", "#00806a", "#a2286f", "#8a6d00", "#2f86c9", "#6a2c91", "#7a3b10", "#4d7c0f"];
  const STEPS = ["#9ecae1", "#6baed6", "#3182bd", "#08519c", "#08264d"];

  // The table is laid out, and the agreements are counted, when the picture is on the screen.
  addEventListener("load", () => setTimeout(() => { $("countries").parentNode.classList.remove("after"); counted(); }, 200));

  const canvas = $("map"), card = $("card"), form = $("choice");
  $("still").hidden = true;
  for (const shown of [canvas, $("tools"), $("beside")]) shown.hidden = false;
  for (const button of form.querySelectorAll("button")) button.hidden = true;
  const map = worldMap(canvas, data.map, paint, over);
  shades.follow((atOnce) => (atOnce ? map.now() : map.again()));
  const spots = later(() => { const lon = summed(data.lon); return Array.from(lat(), (north, at) => (placed(at) ? map.point(lon[at] / 100, north / 100) : null)); });
  const middles = data.middles.map((middle) => middle && map.point(...middle));
  const weight = later(() => digits(data.weight, (letter) => VALUES[letter]));
  const ranked = later(() => Array.from(lat().keys()).filter(placed).sort((a, b) => weight()[b] - weight()[a] || a - b));

  // ---- what is chosen, and what follows from it --------------------------------------------------------------------

  let figures, bundles, partners, counted; // figures of each country, lines between countries, from each to which, and of what they are the sums
  let chosen = null, hover = null; // { nation } or { place }
  let asking = null, timer = 0; // what the service is asked while somebody looks for a place

  // Which lines show, the agreements of each place and what follows from them.
  function count() {
    const allowed = marks.kinds.map(({ kind }) => state.kinds.includes(kind)), only = data.codes.indexOf(state.country ?? "");
    const { from, to, kinds, years } = lines(), of = nationOf();
    const seen = new Uint8Array(kinds.length), counts = new Uint32Array(total), within = new Uint32Array(nations), placesOf = new Uint32Array(nations), pairs = new Map();
    const told = { agreements: 0, undated: 0, lost: 0 }, byKind = new Array(marks.kinds.length).fill(0), byLevel = marks.levels.map(() => 0);
    for (let line = 0; line < kinds.length; line++) {
      const [one, other] = [from[line], to[line]], [a, b] = [of[one], of[other]];
      if (!allowed[kinds[line]] || (only >= 0 && a !== only && b !== only)) continue;
      if ((state.year && years[line] > state.year) || (state.dated && !years[line])) continue;
      seen[line] = 1; counts[one]++; counts[other]++; told.agreements++; byKind[kinds[line]]++;
      if (!years[line]) told.undated++;
      if (!placed(one) || !placed(other)) told.lost++;
      if (data.states[a] === data.states[b]) { within[a]++; if (a !== b) within[b]++; continue; }
      const key = Math.min(a, b) * nations + Math.max(a, b);
      pairs.set(key, (pairs.get(key) ?? 0) + 1);
    }
    for (let at = 0; at < total; at++) if (counts[at]) { placesOf[of[at]]++; byLevel[data.level[at]]++; }
    const places = byLevel.reduce((sum, one) => sum + one, 0), countries = placesOf.reduce((sum, one) => sum + !!one, 0);
    return { seen, counts, told: { ...told, places, countries }, legend: [null, ...byKind, ...byLevel], sums: { pairs: Array.from(pairs, ([key, n]) => pairOf(key, n)).sort((a, b) => a[2] - b[2]), within, places: placesOf } };
  }

  function summarise({ pairs, within, places }) {
    figures = Array.from(within, (inside, at) => ({ abroad: 0, within: inside, places: places[at], partners: 0 }));
    for (const pair of pairs) for (let side = 0; side < 2; side++) { const of = figures[pair[side]]; of.abroad += pair[2]; of.partners++; }
    partners = later(() => {
      const found = figures.map(() => []);
      for (const [a, b, n] of pairs) { found[a].push([b, n]); found[b].push([a, n]); }
      return found.map((of) => of.sort((a, b) => b[1] - a[1] || (data.codes[a[0]] < data.codes[b[0]] ? -1 : 1)));
    });
    bundles = pairs.filter((pair) => middles[pair[0]] && middles[pair[1]]);
    colours();
  }
  const pairOf = (key, n) => [Math.floor(key / nations), key % nations, n];

  // The sums, the sentence, the legend and the table as the service made them are those of the first choice.
  function begin() {
    const sums = summed(data.sums.counts);
    counted = later(count);
    summarise({ pairs: Array.from(summed(data.sums.pairs), (key, at) => pairOf(key, sums[at])), within: numbers(data.sums.within), places: numbers(data.sums.places) });
  }
  function apply() {
    counted = later(count);
    summarise(counted().sums);
    tell(counted().told, counted().legend);
    map.again();
  }

  function tell(told, legend) {
    const values = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, said(value)]));
    const off = (mark) => mark && !state.kinds.includes(mark.kind);
    const lacking = state.year || data.past ? "counted_later" : "counted_undated";
    const parts = ["counted", ...(told.undated ? [lacking] : []), ...(told.lost ? ["counted_lost"] : [])];
    $("counted").textContent = parts.map((part) => filled(words[part], values)).join("");
    [...$("legend").children].forEach((item, at) => { const number = item.querySelector("b"); if (number) number.textContent = off(marks.kinds[at - 1]) ? words.off : said(legend[at]); });
    const rows = [...$("countries").tBodies[0].rows].sort((a, b) => figures[b.dataset.country].abroad - figures[a.dataset.country].abroad || (data.codes[a.dataset.country] < data.codes[b.dataset.country] ? -1 : 1));
    for (const row of rows) follow(row, +row.dataset.country);
    $("countries").tBodies[0].append(...rows);
    for (const head of $("countries").tHead.rows[0].cells) head.removeAttribute("aria-sort");
  }

  function follow(row, nation) {
    const of = figures[nation], cells = row.cells;
    row.hidden = !of.places;
    const way = online && of.abroad && (!state.country || state.country === data.codes[nation]) && element("a", said(of.abroad));
    if (way) way.href = listed(nation);
    cells[1].replaceChildren(way || said(of.abroad));
    [of.within, of.places, of.partners].forEach((number, at) => { cells[2 + at].textContent = said(number); });
    const most = partners()[nation][0];
    cells[5].textContent = most ? `${data.nations[most[0]]} ${said(most[1])}` : "";
  }

  function listed(nation) {
    const there = new URL(data.list, location.href), asked = there.searchParams;
    asked.set("country", data.codes[nation]); asked.set("kind", [...state.kinds].sort().join(","));
    if (state.dated) asked.set("dated", "in_year,over_years"); else asked.delete("dated");
    if (state.year) asked.set("signed_to", String(state.year).padStart(4, "0"));
    return there.href;
  }

  // ---- colours -----------------------------------------------------------------------------------------------------

  let hueOf, hueOfNation;
  function classes(values) { // five classes of like many, by what is there
    const sorted = values.filter(Boolean).sort((a, b) => a - b);
    return [0.2, 0.4, 0.6, 0.8].map((part) => sorted[Math.floor(part * sorted.length)] ?? 0).filter((limit, at, all) => limit !== all[at - 1]);
  }
  function colours() {
    const cities = map.zoomed >= CITIES, level = marks.levels.map(({ fill }) => fill), entries = [];
    if (state.colour === "continent") {
      hueOfNation = (nation) => HUES[data.continent[nation]] ?? GREY;
      hueOf = (at) => hueOfNation(nationOf()[at]);
      data.continents.forEach((name, at) => entries.push([HUES[at], name]));
      entries.push([GREY, words.others]);
    } else if (state.colour === "community") {
      hueOf = (at) => HUES[data.community[at]] ?? GREY;
      const of = figures.map(() => new Array(HUES.length).fill(0));
      for (let at = 0; at < total; at++) if (counted().counts[at] && data.community[at] < HUES.length) of[nationOf()[at]][data.community[at]]++;
      hueOfNation = (nation) => { const most = Math.max(...of[nation]); return most ? HUES[of[nation].indexOf(most)] : GREY; };
      words.communities.forEach((name, at) => entries.push([HUES[at], name]));
      entries.push([GREY, words.others]);
    } else if (state.colour === "mark") {
      hueOf = (at) => level[data.level[at]];
      hueOfNation = () => level[0];
    } else {
      const many = state.colour === "agreements";
      const reached = later(reachedBy), value = (at) => (many ? counted().counts[at] : reached()[at]?.size ?? 0), ofNation = (at) => (many ? figures[at].abroad : figures[at].partners);
      const values = cities ? Array.from(counted().counts, (_, at) => value(at)) : figures.map((_, at) => ofNation(at)), limits = classes(values);
      const hue = (number) => STEPS[limits.filter((limit) => number > limit).length];
      hueOf = (at) => hue(value(at));
      hueOfNation = (at) => hue(ofNation(at));
      [...limits, Infinity].forEach((limit, at) => {
        const first = at ? limits[at - 1] + 1 : 0;
        entries.push([STEPS[at], `${words[state.colour]} ${limit === Infinity ? `≥ ${said(first)}` : first === limit ? said(limit) : `${said(first)}–${said(limit)}`}`]);
      });
    }
    $("colours").hidden = !entries.length;
    $("colours").replaceChildren(...entries.map(([hue, text]) => { const item = element("li"); item.append(swatch(hue), ` ${text}`); return item; }));
  }
  function reachedBy() { // the countries that each place has agreements with
    const found = [], { seen } = counted(), { from, to } = lines(), of = nationOf();
    for (let line = 0; line < seen.length; line++) {
      const [one, other] = [from[line], to[line]], [a, b] = [of[one], of[other]];
      if (seen[line] && data.states[a] !== data.states[b]) { (found[one] ??= new Set()).add(b); (found[other] ??= new Set()).add(a); }
    }
    return found;
  }
  function swatch(hue) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg"), dot = document.createElementNS(made.namespaceURI, "circle");
    for (const [name, value] of Object.entries({ viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true })) made.setAttribute(name, value);
    for (const [name, value] of Object.entries({ cx: 10, cy: 10, r: 6, fill: hue })) dot.setAttribute(name, value);
    made.append(dot);
    return made;
  }

  // ---- painting, a piece at a time ---------------------------------------------------------------------------------

  function* paint(pen, view) {
    pen.lineCap = "round";
    yield* view.zoom < CITIES ? paintCountries(pen, view) : paintCities(pen, view);
  }
  const sizeOfNation = (nation, most) => 2 + (LARGE - 2) * Math.sqrt(figures[nation].abroad / most);
  const sizeOf = (at, zoom) => (1.1 + 0.36 * Math.sqrt(counted().counts[at])) * Math.min(2.2, 0.6 + zoom / 9);
  function look(pen, mark, most = 1, share = 1) {
    pen.strokeStyle = shades.of(mark.stroke); pen.lineWidth = most; pen.globalAlpha = share; pen.setLineDash(mark.dash);
  }
  function weigh(pen, n, most) { const share = Math.sqrt(n / most); look(pen, marks.bundle, Math.max(0.5, 7 * share), 0.15 + 0.5 * share); }
  function bundle(pen, view, pair) {
    pen.beginPath();
    map.trace(pen, view, middles[pair[0]], middles[pair[1]]);
    pen.stroke();
  }
  function* paintCountries(pen, view) {
    const most = bundles.at(-1)?.[2] ?? 1, busiest = Math.max(1, ...figures.map(({ abroad }) => abroad));
    for (let at = 0, last = 0; at < bundles.length; at++) { // those of like many follow each other
      const n = bundles[at][2];
      if (n !== last) weigh(pen, (last = n), most);
      bundle(pen, view, bundles[at]);
      if (at % 40 === 0) yield;
    }
    pen.globalAlpha = 1; pen.setLineDash([]);
    const shown = figures.map((_, at) => at).filter((at) => figures[at].places && middles[at]);
    for (const nation of shown) dot(pen, view, middles[nation], 0, sizeOfNation(nation, busiest), hueOfNation(nation));
    yield;
    const all = (nation) => figures[nation].abroad + figures[nation].within;
    shown.sort((a, b) => all(b) - all(a));
    yield* write(pen, view, shown, (nation) => [middles[nation], sizeOfNation(nation, busiest), data.nations[nation]], all);
  }
  function* paintCities(pen, view) {
    const { seen, counts } = counted(), { from, to, kinds } = lines();
    const [left, top, right, bottom] = view.bounds, drawn = seen.reduce((sum, one) => sum + one, 0);
    const faint = Math.min(0.75, Math.max(0.08, (900 / Math.max(1, drawn)) * Math.sqrt(view.zoom)));
    const isOut = (one, other) => {
      const [x, y] = map.put(one, view), [x2, y2] = map.put(other, view), wide = Math.abs(x2 - x);
      if (wide > 3.2 * view.scale) return false; // perhaps over the edge
      return Math.max(x, x2) < left || Math.min(x, x2) > right || Math.min(y, y2) - wide / 8 > bottom || Math.max(y, y2) < top;
    };
    for (let kind = marks.kinds.length - 1; kind >= 0; kind--) {
      let held = 0;
      pen.beginPath();
      for (let line = 0; line < kinds.length; line++) {
        if (line % 4000 === 0) yield;
        const one = spots()[from[line]], other = spots()[to[line]];
        if (!seen[line] || kinds[line] !== kind || !one || !other || isOut(one, other)) continue;
        map.trace(pen, view, one, other);
        if (++held % 60) continue;
        look(pen, marks.kinds[kind], marks.kinds[kind].width * 0.45, faint);
        pen.stroke(); pen.beginPath();
        yield;
      }
      look(pen, marks.kinds[kind], marks.kinds[kind].width * 0.45, faint);
      pen.stroke();
    }
    pen.globalAlpha = 1; pen.setLineDash([]);
    const near = [];
    for (let row = ranked().length - 1; row >= 0; row--) {
      const at = ranked()[row];
      if (!counts[at]) continue;
      const [x, y] = map.put(spots()[at], view);
      if (x < left || x > right || y < top || y > bottom) continue;
      near.push(at);
      dot(pen, view, spots()[at], data.level[at], sizeOf(at, view.zoom), hueOf(at));
      if (near.length % 250 === 0) yield;
    }
    yield* write(pen, view, near.reverse(), (at) => [spots()[at], sizeOf(at, view.zoom), names()[at]], known);
  }
  const known = (at) => 10 ** (weight()[at] / 6.6); // a tenth of the people and a tenth of the agreements weigh 6.6 less
  function dot(pen, view, at, level, size, hue) {
    const [x, y] = map.put(at, view), { corners } = marks.levels[level];
    pen.beginPath();
    if (corners.length) for (const [dx, dy] of corners) pen.lineTo(x + size * dx, y + size * dy);
    else pen.arc(x, y, size, 0, 2 * Math.PI);
    pen.closePath();
    pen.fillStyle = shades.of(hue); pen.strokeStyle = shades.of("#ffffff"); pen.lineWidth = 0.8;
    pen.fill(); pen.stroke();
  }
  const FONT = '12px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif', HALF = 8;
  const SHARE = 10, AWAY = [0, 6, 12, 18]; // a name is left out before one of so many times as much is; px from where it would touch its mark: farther it would be read as a name of what lies there
  // Names in order, the largest first: right of the mark, left, above, beneath or between these, else farther, with a line to the
  // mark; none upon another, all of what is beside a mark on the screen there too, and none under the buttons. `amount` tells how
  // much each is: what is far less than one on the screen that found no room is not named, however much room it has.
  function* write(pen, view, order, of, amount) {
    const taken = [], named = [], [left, top, right, bottom] = view.bounds, { width, height } = map.size, tools = $("tools");
    const [free, low] = [tools.offsetLeft + tools.offsetWidth, tools.offsetTop - 2 * HALF];
    const isCut = ([x, y], wide) => x < 0 || x + wide > width || y < 0 || y + 2 * HALF > height || (x < free && y > low);
    let least = 0;
    pen.font = FONT; pen.textBaseline = "middle";
    for (let row = 0; row < order.length && row < 1500 && taken.length < 400; row++) {
      if (row % 25 === 24) yield;
      if (amount(order[row]) < least) break;
      const [at, size, text] = of(order[row]), [x, y] = map.put(at, view);
      if (x < left || x > right || y < top || y > bottom) continue;
      const wide = pen.measureText(text).width + 4, isOn = x >= 0 && x <= width && y >= 0 && y <= height;
      const isFree = ([bx, by]) => !taken.some(([tx, ty, , tw]) => bx < tx + tw && tx < bx + wide && by < ty + 2 * HALF && ty < by + 2 * HALF);
      const box = around(x, y, size + 3, wide, width / 40).find((one) => !(isOn && isCut(one, wide)) && isFree(one));
      if (!box) { if (isOn) least ||= amount(order[row]) / SHARE; continue; }
      taken.push([...box, wide]);
      if (box[2]) join(pen, x, y, Math.max(box[0], Math.min(x, box[0] + wide)), box[1] + HALF + (y > box[1] + HALF ? HALF - 2 : 2 - HALF));
      named.push([text, ...box]);
    }
    for (const one of named) name(pen, ...one);
  }
  // Where a name may stand: the corner of its box, and how far it is from where it would stand beside its mark.
  const around = (x, y, gap, wide, most) => AWAY.filter((away) => away < most).flatMap((away) => {
    const side = gap + away, slant = 0.7 * side;
    return [
      [x + side, y - HALF], [x - side - wide, y - HALF], [x - wide / 2, y - side - 2 * HALF + 3], [x - wide / 2, y + side - 3],
      ...[[1, -1], [-1, -1], [1, 1], [-1, 1]].map(([across, down]) => [across > 0 ? x + slant : x - slant - wide, down > 0 ? y + slant - 3 : y - slant - 2 * HALF + 3]),
    ].map((corner) => [...corner, away]);
  });
  function join(pen, x, y, x2, y2) {
    pen.beginPath(); pen.moveTo(x, y); pen.lineTo(x2, y2);
    pen.strokeStyle = shades.of(data.map.colours.ink); pen.lineWidth = 0.7; pen.globalAlpha = 0.6;
    pen.stroke();
    pen.globalAlpha = 1;
  }
  function name(pen, text, x, y) {
    pen.strokeStyle = shades.of("#ffffff"); pen.globalAlpha = 0.85; pen.lineWidth = 3; pen.lineJoin = "round";
    pen.strokeText(text, x, y + HALF);
    pen.globalAlpha = 1; pen.fillStyle = shades.of(data.map.colours.ink);
    pen.fillText(text, x, y + HALF);
  }

  // What is chosen, and what the pointer rests on, over the layer in every frame.
  function over(pen, view) {
    pen.lineCap = "round";
    if (chosen) { // all else steps back
      const [left, top, right, bottom] = view.bounds;
      pen.globalAlpha = 0.75; pen.fillStyle = shades.of("#ffffff"); pen.fillRect(left, top, right - left, bottom - top);
      light(pen, view, chosen);
    }
    pen.font = FONT; pen.textBaseline = "middle";
    const told = hover && !same(hover, chosen) ? hover : null;
    if (told) { const [at, size, text] = part(told, view); dot(pen, view, at, told.place === undefined ? 0 : data.level[told.place], size + 2, data.map.colours.ink); label(pen, view, at, size, text); }
  }
  const same = (a, b) => a && b && a.place === b.place && a.nation === b.nation;
  const part = ({ place, nation }, view) => (place === undefined ? [middles[nation], 6, data.nations[nation]] : [spots()[place], sizeOf(place, view.zoom), names()[place]]);
  const label = (pen, view, at, size, text) => {
    const [x, y] = map.put(at, view), wide = pen.measureText(text).width;
    name(pen, text, x + size + 5 + wide > map.size.width ? x - size - 5 - wide : x + size + 5, y - HALF);
  };
  function light(pen, view, { place, nation }) {
    const ends = [];
    if (place === undefined) {
      const shared = new Map([[nation, Infinity]]);
      for (const one of bundles) if (one[0] === nation || one[1] === nation) { weigh(pen, one[2], bundles.at(-1)[2]); bundle(pen, view, one); look(pen, marks.bundle, 1.2, 0.9); pen.stroke(); ends.push(one[0] === nation ? one[1] : one[0]); shared.set(ends.at(-1), one[2]); }
      pen.globalAlpha = 1; pen.setLineDash([]);
      for (const other of ends) dot(pen, view, middles[other], 0, 4, hueOfNation(other));
      if (middles[nation]) dot(pen, view, middles[nation], 0, 7, data.map.colours.ink);
      tag(pen, view, [nation, ...ends.reverse()].filter((one) => middles[one]), (one) => [middles[one], one === nation ? 7 : 4, data.nations[one]], (one) => shared.get(one));
      return;
    }
    for (const [other, line] of partnersOf(place)) {
      if (!spots()[place] || !spots()[other]) continue;
      const mark = marks.kinds[lines().kinds[line]];
      look(pen, mark, mark.width * 0.8, 0.95);
      pen.beginPath(); map.trace(pen, view, spots()[place], spots()[other]); pen.stroke();
      ends.push(other);
    }
    pen.globalAlpha = 1; pen.setLineDash([]);
    for (const other of ends) dot(pen, view, spots()[other], data.level[other], 4, hueOf(other));
    if (!spots()[place]) return;
    dot(pen, view, spots()[place], data.level[place], 7, data.map.colours.ink);
    tag(pen, view, [place, ...ends.sort((a, b) => weight()[b] - weight()[a])], (one) => [spots()[one], one === place ? 7 : 4, names()[one]], (one) => (one === place ? Infinity : known(one)));
  }
  function tag(...how) { for (const pause of write(...how)) void pause; }
  function partnersOf(place) {
    const found = [], { seen } = counted(), { from, to } = lines();
    for (let line = 0; line < seen.length; line++) if (seen[line] && (from[line] === place || to[line] === place)) found.push([from[line] === place ? to[line] : from[line], line]);
    return found;
  }

  // ---- the card ----------------------------------------------------------------------------------------------------

  function element(tag, text) { const made = document.createElement(tag); if (text !== undefined) made.textContent = text; return made; }
  function way(href, text) { const made = element("a", text); made.href = `${root}views/${href}?lang=${lang}`; return made; }
  function button(text, does) { const made = element("button", text); made.type = "button"; made.addEventListener("click", does); return made; }
  function choose(what, closer = 0) {
    chosen = what; hover = null;
    clearTimeout(timer);
    asking?.abort();
    $("hits").replaceChildren();
    card.hidden = !what;
    if (what) card.replaceChildren(...(what.place === undefined ? nationCard(what.nation) : placeCard(what.place)));
    const at = what && part(what, map.view)[0];
    if (closer && at) map.centre(at, closer);
    map.touch();
  }
  function list(items) {
    const made = element("ul");
    for (const parts of items) { const item = element("li"); item.append(...parts); made.append(item); }
    return made;
  }
  function nationCard(nation) {
    const of = figures[nation];
    const line = element("p", `${said(of.abroad)} ${words.one} · ${words.within} ${said(of.within)}`);
    const own = online && $("countries").querySelector(`tr[data-country="${nation}"] td:first-child a`);
    const page = own ? [way(`country/${encodeURIComponent(data.codes[nation])}`, words.country), " "] : [];
    const only = button(words.only, () => { form.elements.country.value = data.codes[nation]; changed(); });
    return [element("h2", data.nations[nation]), line, ...page, only, list(partners()[nation].map(([other, n]) => [button(data.nations[other], () => choose({ nation: other })), ` ${said(n)}`]))];
  }
  function placeCard(place) {
    const called = [names()[place], others()[place]].filter(Boolean).join(" · "), level = marks.levels[data.level[place]].words;
    const isHome = marks.levels[data.level[place]].level === "province";
    const parts = [element("h2", called), element("p", `${data.nations[nationOf()[place]]} · ${level} · ${said(counted().counts[place])} ${words.one}`)];
    const ways = [...(isHome ? [[`home/${encodeURIComponent(ids()[place])}`, words.home]] : []), [`place/${encodeURIComponent(ids()[place])}`, words.network]];
    if (online) for (const [href, text] of ways) parts.push(way(href, text), " ");
    const found = partnersOf(place).sort((a, b) => data.nations[nationOf()[a[0]]].localeCompare(data.nations[nationOf()[b[0]]], lang) || a[0] - b[0]);
    return [...parts, list(found.map(([other, line]) => {
      const text = `${marks.kinds[lines().kinds[line]].words} · ${lines().years[line] || words.undated}`;
      const agreement = `agreement/${[ids()[place], ids()[other]].sort().map(encodeURIComponent).join("~")}`;
      return [button(names()[other], () => choose({ place: other })), ` ${data.nations[nationOf()[other]]} · `, online ? way(agreement, text) : text];
    }))];
  }
  function nearest(px, py) {
    let best = null, least = 16 * 16;
    const near = (at, what) => {
      const [x, y] = map.put(at, map.view), far = (x - px) ** 2 + (y - py) ** 2;
      if (far < least) [best, least] = [what, far];
    };
    if (map.zoomed < CITIES) figures.forEach((of, nation) => of.places && middles[nation] && near(middles[nation], { nation }));
    else for (const place of ranked()) if (counted().counts[place]) near(spots()[place], { place });
    return best;
  }

  // ---- choices and the address -------------------------------------------------------------------------------------

  function changed() {
    const { country, year, dated, colour } = form.elements, given = [...form.querySelectorAll("[name=kinds]:checked")].map(({ value }) => value);
    const wrong = $("year-wrong"), fits = year.validity.valid;
    wrong.textContent = fits ? "" : wrong.dataset.words;
    if (fits) year.removeAttribute("aria-invalid"); else year.setAttribute("aria-invalid", "true");
    if (!fits) return;
    if (!given.length) for (const box of form.querySelectorAll("[name=kinds]")) { box.checked = data.headline.includes(box.value); if (box.checked) given.push(box.value); } // as the service counts where no kind is chosen
    Object.assign(state, { country: country.value || null, kinds: given, year: +year.value || null, dated: dated.checked, colour: colour.value });
    apply();
    if (chosen) choose(chosen);
    if (online) keep();
  }
  function keep() {
    const asked = new URLSearchParams(location.search);
    const narrowing = ["country", "kinds", "year", "dated", "colour"];
    for (const name of narrowing) asked.delete(name);
    if (state.country) asked.set("country", state.country);
    if ([...state.kinds].sort().join() !== data.headline.join()) asked.set("kinds", state.kinds.join(","));
    if (state.year) asked.set("year", state.year);
    if (state.dated) asked.set("dated", "true");
    if (state.colour !== "mark") asked.set("colour", state.colour);
    history.replaceState(null, "", `?${asked}`);
    for (const link of document.querySelectorAll("a.language, footer a[href*='download=1'], .take a")) { // the same page otherwise, or as a file
      const there = new URL(link.href);
      for (const name of narrowing) { there.searchParams.delete(name); if (asked.has(name)) there.searchParams.set(name, asked.get(name)); }
      link.href = there.search;
    }
  }
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  // ---- finding a place: by its names on the map, and by every other name on record where the service can be asked --------

  const search = $("find"), WAIT = 120, MOST = 12; // ms after the last key before the service is asked; places that are offered
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  function onMap(text) {
    const hits = [], plain = folded(text);
    const add = (called, label, what, closer) => {
      const all = called.map(folded);
      if (all.some((name) => name.includes(plain))) hits.push({ label, what, closer, exact: all.includes(plain) });
    };
    for (let nation = 0; nation < nations; nation++) add([data.nations[nation]], data.nations[nation], { nation }, 1);
    for (const at of ranked()) {
      if (hits.length >= MOST) break;
      const called = [names()[at], others()[at]].filter(Boolean);
      add(called, `${called.join(" · ")} · ${data.nations[nationOf()[at]]}`, { place: at }, 2 * CITIES);
    }
    return hits;
  }
  function toldOf(place) { // a place that the service tells, as one of the map, or as a page where it is not on it
    const called = place.names[lang] ?? place.names.zh ?? place.names.en ?? place.id, exact = place.match === "exact";
    const also = Object.values(place.names).flat().includes(place.matched) || !exact ? "" : ` (${place.matched})`;
    const at = place.level === "country" ? data.codes.indexOf(place.country) : ids().indexOf(place.id);
    const nation = data.nations[data.codes.indexOf(place.country)] ?? place.country_names?.[lang] ?? place.country;
    if (at < 0) return { label: `${called}${also} · ${nation}`, href: `place/${encodeURIComponent(place.id)}`, exact };
    const what = place.level === "country" ? { nation: at } : { place: at };
    return { label: `${called}${also}${what.place === undefined ? "" : ` · ${nation}`}`, what, closer: what.place === undefined ? 1 : 2 * CITIES, exact };
  }
  async function withOthers(text, hits) {
    const answer = await fetch(`${root}v1/places/suggest?${new URLSearchParams({ q: text, limit: 8 })}`, { signal: asking.signal });
    if (!answer.ok) return hits;
    const found = (await answer.json()).items.map(toldOf), had = (one) => hits.find(({ what }) => what && same(what, one.what ?? null));
    for (const one of found) if (had(one)) had(one).exact ||= one.exact;
    const all = [...hits, ...found.filter((one) => !had(one))];
    return [...all.filter((one) => one.exact), ...all.filter((one) => !one.exact)];
  }
  function offer(text, hits, sure) {
    const exact = hits.some((one) => one.exact), told = hits.length ? words.none_but : words.none;
    $("hits").replaceChildren(...(sure && !exact || !hits.length ? [element("li", filled(told, { text }))] : []), ...hits.slice(0, MOST).map((one) => {
      const item = element("li");
      if (one.href) item.append(way(one.href, one.label), ` ${words.off_map}`);
      else item.append(button(one.label, () => { choose(one.what, one.closer); card.scrollIntoView({ block: "nearest" }); }));
      return item;
    }));
    return hits;
  }
  function seek() { // at once what the map names
    const text = search.value.trim().slice(0, 100);
    choose(null); // what was found before is not what is looked for now
    return { text, hits: text ? offer(text, onMap(text), false) : [] };
  }
  async function seekOn({ text, hits }) { // and by every other name
    if (!text || !online) return hits;
    asking = new AbortController();
    try { return offer(text, await withOthers(text, hits), true); } catch { return hits; } // asked anew meanwhile, or nobody answers
  }
  search.addEventListener("input", () => { const found = seek(); timer = setTimeout(seekOn, WAIT, found); });
  search.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || event.isComposing) return; // the keys are those of what writes Chinese
    event.preventDefault();
    const hits = await seekOn(seek()), first = $("hits").querySelector("button, a");
    if (hits[0]?.exact || hits.length === 1) first?.click(); else first?.focus(); // of several that are not called so, none is meant
  });

  const pointers = new Map();
  let travelled = 0, wasClose = false;
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
      if (!same(found, hover) && (found || hover)) { hover = found; map.touch(); }
      return;
    }
    const before = pointers.size === 2 ? spread() : 0, [dx, dy] = [px - held.x, py - held.y];
    travelled += Math.abs(dx) + Math.abs(dy);
    pointers.set(event.pointerId, { x: px, y: py });
    if (pointers.size === 2) zoomed(spread() / before, px, py); else map.move(dx, dy);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
      if (end === "pointerup" && travelled < 6) choose(nearest(event.offsetX, event.offsetY));
    });
  }
  // Colours that tell a measure have classes of their own for countries and for cities.
  function zoomed(...by) { map.zoom(...by); if (map.zoomed >= CITIES !== wasClose) { wasClose = !wasClose; hover = null; colours(); } }
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoomed(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY); }, { passive: false });
  const keys = {
    ArrowLeft: () => map.move(60, 0), ArrowRight: () => map.move(-60, 0), ArrowUp: () => map.move(0, 60), ArrowDown: () => map.move(0, -60),
    "+": () => zoomed(1.5), "=": () => zoomed(1.5), "-": () => zoomed(1 / 1.5), Escape: () => choose(null),
  };
  canvas.addEventListener("keydown", (event) => { if (keys[event.key]) { event.preventDefault(); keys[event.key](); } });
  const tools = { in: () => zoomed(1.6), out: () => zoomed(1 / 1.6), fit: () => { map.fit(); zoomed(1); } };
  for (const one of document.querySelectorAll("[data-do]")) one.addEventListener("click", tools[one.dataset.do]);
  window.addEventListener("resize", () => map.resize());
  for (const [event, onPaper] of [["beforeprint", true], ["afterprint", false]]) window.addEventListener(event, () => map.print(onPaper));
  begin();
  map.first();
})();
