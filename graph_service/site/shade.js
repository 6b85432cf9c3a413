// The colours of a canvas as the style sheet has them for drawings: light, dark where the reader's screen is, light again on paper.
const shades = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)"), known = new Map(), name = "http://www.w3.org/2000/svg";
  const sheet = document.createElementNS(name, "svg"), probe = document.createElementNS(name, "path");
  sheet.setAttribute("width", "0"); sheet.setAttribute("height", "0"); sheet.setAttribute("class", "symbols"); sheet.setAttribute("aria-hidden", "true");
  sheet.append(probe); document.body.append(sheet);
  let onPaper = false, isDark = dark.matches; // asked for every line that is drawn
  function of(colour) {
    if (onPaper || !isDark) return colour;
    if (!known.has(colour)) { probe.setAttribute("fill", colour); known.set(colour, getComputedStyle(probe).fill); }
    return known.get(colour);
  }
  // `again` draws anew; on paper it has no time but this.
  function follow(again) {
    dark.addEventListener("change", () => { isDark = dark.matches; again(false); });
    for (const [event, value] of [["beforeprint", true], ["afterprint", false]]) addEventListener(event, () => { onPaper = value; if (isDark) again(value); });
  }
  return { of, follow };
})();
