"use strict";
// Both languages are in the page; this shows one and tells the rest of the page by the event "language".
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-say]")];
  function speak(which) {
    root.dataset.language = root.lang = which;
    document.title = which === "zh" ? root.dataset.titleZh : root.dataset.titleEn;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.say === which));
    document.dispatchEvent(new CustomEvent("language", { detail: which }));
  }
  for (const button of buttons) button.addEventListener("click", () => speak(button.dataset.say));
  speak(root.dataset.language);
})();
