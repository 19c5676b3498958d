// Rich texts and fields of topics get the name of their panel: Wagtail shows it beside them, screen readers hear none.
(function () {
  const NAMELESS = '[role="textbox"][contenteditable="true"], input.ui-autocomplete-input';

  function name(field) {
    if (field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby")) return;
    const panel = field.closest("section[aria-labelledby]");
    if (panel) field.setAttribute("aria-labelledby", panel.getAttribute("aria-labelledby"));
  }

  window.addEventListener("load", () => document.querySelectorAll(NAMELESS).forEach(name));
  document.addEventListener("focusin", (event) => event.target.matches(NAMELESS) && name(event.target)); // blocks added later
})();
