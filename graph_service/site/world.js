// A map of the world on a canvas: land, and over it a layer that is painted in pieces, a few milliseconds at a time. While the map
// moves, the land is drawn anew in every frame and the layer as the picture it is; once the map rests, the layer is painted anew.
const worldMap = (canvas, how, paint, over) => {
  const RAD = Math.PI / 180, [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796], ROOT = Math.sqrt(3);
  const BUDGET = 9, REST = 90, CLOSEST = 60, EDGE = 180; // ms a frame, ms until it rests, times the whole, degrees from the middle
  const SHEET = [700, 304], GRAIN = 3; // pixels, and how many points of ink each is
  const [, south, , north] = how.window;
  const pen = canvas.getContext("2d", { alpha: false });
  const turned = (lon, from = how.middle) => ((((lon - from + 180) % 360) + 360) % 360) - 180;
  // Equal Earth, as on the server; y grows downwards.
  const project = (turn, lat) => {
    const t = Math.asin((ROOT / 2) * Math.sin(lat * RAD)), t2 = t * t, t6 = t2 * t2 * t2;
    const slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2);
    return [(2 * ROOT * turn * RAD * Math.cos(t)) / (3 * slope), -t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
  };
  const [wide] = project(EDGE, 0), [, top] = project(0, north), [, bottom] = project(0, south);

  const globe = new Path2D(), land = new Path2D(how.land.path);
  for (let at = 0; at <= 48; at++) globe.lineTo(...project(at < 25 ? -EDGE : EDGE, at < 25 ? south + ((north - south) * at) / 24 : north - ((north - south) * (at - 25)) / 23));
  globe.closePath();

  let width = 0, height = 0, dense = 1, margin = 0, least = 1;
  const view = { scale: 1, left: 0, top: 0 };
  const point = (lon, lat) => { const turn = turned(lon), [x, y] = project(turn, lat); return { turn, lat, x, y }; };
  const put = (at, seen) => [seen.left + at.x * seen.scale, seen.top + at.y * seen.scale];

  // A line bowed to the north, the shorter way; over the edge of the map it leaves at one side and comes in at the other.
  function trace(to, seen, one, other) {
    const way = turned(other.turn, one.turn), end = one.turn + way;
    if (Math.abs(end) <= EDGE) {
      const { left, top, scale } = seen, x = left + one.x * scale, y = top + one.y * scale, x2 = left + other.x * scale, y2 = top + other.y * scale;
      const bow = x2 > x ? how.bow : -how.bow;
      to.moveTo(x, y);
      to.quadraticCurveTo((x + x2) / 2 + bow * (y2 - y), (y + y2) / 2 - bow * (x2 - x), x2, y2);
      return;
    }
    const edge = end > EDGE ? EDGE : -EDGE, share = (edge - one.turn) / way;
    const middle = (one.lat + other.lat) / 2 + how.bow * Math.abs(way);
    for (const [first, last, shift] of [[0, share, 0], [share, 1, -2 * edge]]) {
      for (let step = 0; step <= 8; step++) {
        const part = first + ((last - first) * step) / 8, left = 1 - part;
        const lat = left * left * one.lat + 2 * left * part * middle + part * part * other.lat;
        const [x, y] = project(one.turn + way * part + shift, lat);
        to[step ? "lineTo" : "moveTo"](seen.left + x * seen.scale, seen.top + y * seen.scale);
      }
    }
  }

  function measure(onPaper = false) {
    const box = canvas.getBoundingClientRect();
    [width, height, dense] = onPaper ? [...SHEET, GRAIN] : [box.width, box.height, Math.min(2, window.devicePixelRatio || 1)];
    [canvas.width, canvas.height] = [Math.round(width * dense), Math.round(height * dense)];
    margin = Math.round(Math.min(width, height) / 5);
    least = Math.min((width - 8) / (2 * wide), (height - 8) / (bottom - top));
  }

  // As wide as a sheet of A4 between its margins, and back, around the same middle: names of a wide screen could not be read there.
  function print(onPaper) {
    if (!width) return; // not shown
    const { scale, left, top } = view, zoom = scale / least, [x, y] = [(width / 2 - left) / scale, (height / 2 - top) / scale];
    measure(onPaper);
    view.scale = least * zoom;
    Object.assign(view, { left: width / 2 - x * view.scale, top: height / 2 - y * view.scale });
    now();
  }

  function place() { Object.assign(view, { scale: least, left: width / 2, top: height / 2 - ((top + bottom) / 2) * least }); }
  function fit() { place(); moved(0); }

  let layer = null, spare = null, job = null, queued = false, resting = 0, dirty = true, pieces = 512;
  function plan() { if (!queued) { queued = true; requestAnimationFrame(frame); } }
  function moved(rest = REST) {
    dirty = true;
    clearTimeout(resting);
    if (rest) resting = setTimeout(begin, rest); else begin();
    plan();
  }

  // Painting begins anew: on a canvas of its own, that takes the place of the layer when it is whole.
  function begin() {
    if (!width || !height) return; // hidden: it is painted when it is shown and measured again
    const made = spare ?? document.createElement("canvas"), seen = { ...view };
    [made.width, made.height] = [(width + 2 * margin) * dense, (height + 2 * margin) * dense];
    const brush = made.getContext("2d", { willReadFrequently: true });
    brush.setTransform(dense, 0, 0, dense, margin * dense, margin * dense);
    spare = made;
    job = { brush, seen, margin, steps: paint(brush, { ...seen, zoom: seen.scale / least, bounds: [-margin, -margin, width + margin, height + margin] }) };
    plan();
  }

  function frame() {
    queued = false;
    if (job) {
      // As many pieces as fitted into the frame before. Reading a pixel has them drawn: a browser keeps strokes for later else, and
      // draws all of them in one long frame at last.
      const began = performance.now();
      let done = false;
      for (let piece = 0; piece < pieces && !done && performance.now() - began < BUDGET; piece++) done = job.steps.next().done;
      job.brush.getImageData(0, 0, 1, 1);
      const took = performance.now() - began;
      pieces = took < BUDGET / 2 ? pieces * 2 : took > BUDGET ? Math.max(1, pieces / 2) : pieces;
      if (done) finish(); else plan();
    }
    if (dirty) show();
  }

  function finish() {
    const before = layer?.canvas;
    layer = { canvas: spare, seen: job.seen, margin: job.margin };
    [spare, job, dirty] = [before, null, true];
    canvas.dataset.drawn = String(+(canvas.dataset.drawn ?? 0) + 1);
  }

  // At once, in one piece: neither a print waits, nor who sees no picture yet.
  function now() {
    begin();
    if (!job) return;
    while (!job.steps.next().done);
    finish();
    show();
  }

  function show() {
    dirty = false;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.fillStyle = shades.of("#ffffff");
    pen.fillRect(0, 0, width, height);
    pen.setTransform(dense * view.scale, 0, 0, dense * view.scale, dense * view.left, dense * view.top);
    pen.fillStyle = shades.of(how.colours.sea);
    pen.fill(globe);
    pen.translate(how.land.left, how.land.top);
    pen.scale(how.land.step, how.land.step);
    pen.fillStyle = shades.of(how.colours.land);
    pen.fill(land, "evenodd");
    if (layer) {
      const grown = view.scale / layer.seen.scale;
      pen.setTransform(grown, 0, 0, grown, dense * (view.left - grown * (layer.seen.left + layer.margin)), dense * (view.top - grown * (layer.seen.top + layer.margin)));
      pen.drawImage(layer.canvas, 0, 0);
    }
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    over(pen, { ...view, zoom: view.scale / least, bounds: [0, 0, width, height] });
  }

  function zoom(by, px = width / 2, py = height / 2) {
    const grown = Math.max(least * 0.8, Math.min(least * CLOSEST, view.scale * by)) / view.scale;
    Object.assign(view, { scale: view.scale * grown, left: px - (px - view.left) * grown, top: py - (py - view.top) * grown });
    moved();
  }
  function move(dx, dy) { view.left += dx; view.top += dy; moved(); }
  function centre(at, closer) {
    view.scale = Math.max(view.scale, least * closer);
    Object.assign(view, { left: width / 2 - at.x * view.scale, top: height / 2 - at.y * view.scale });
    moved(0);
  }
  return {
    view, point, put, trace, fit, zoom, move, centre,
    again() { moved(0); },
    first() { measure(); place(); now(); },
    now, print,
    touch() { dirty = true; plan(); },
    resize() { measure(); fit(); },
    get zoomed() { return view.scale / least; },
    get size() { return { width, height }; },
  };
};
