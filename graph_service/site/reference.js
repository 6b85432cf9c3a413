"use strict";
// The reference in the frame of a page: Swagger UI, as dark as the screen is and light on paper.
(() => {
  const dark = matchMedia("screen and (prefers-color-scheme: dark)"), place = document.getElementById("reference");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();
  // What its parts lack for who hears the page or goes through it by keyboard.
  const LACKING = [
    [".copy-to-clipboard button", "aria-label", "copy"],
    ["textarea", "aria-label", "body to send"],
    ["pre.microlight", "tabindex", "0"],
    [".responses-table", "role", "table"],
  ];
  const mend = () => {
    for (const [parts, name, value] of LACKING) {
      for (const part of place.querySelectorAll(parts)) if (part.getAttribute(name) !== value) part.setAttribute(name, value);
    }
  };
  new MutationObserver(mend).observe(place, { childList: true, subtree: true });
  SwaggerUIBundle({
    url: new URL(`${document.body.dataset.root}openapi.json`, location.href).href,
    dom_id: "#reference",
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [{ components: { InfoContainer: () => null } }], // the page has its title
    layout: "BaseLayout",
    deepLinking: false, // it puts links inside of buttons
    defaultModelsExpandDepth: 0,
  });
})();
