// A finding above the form leads to its field on the same screen: the tab opens, the field comes into view and takes the focus.
(function () {
  const OPENING = 400; // milliseconds

  function fieldAt(place) {
    const steps = place.split(".").filter(Boolean);
    for (let length = steps.length; length > 0; length -= 1) {
      const selector = steps.slice(0, length).map((step) => `[data-contentpath="${CSS.escape(step)}"]`).join(" ");
      const found = document.querySelector(selector);
      if (found) return found;
    }
    return document.getElementById(`id_${place}-FORMS`)?.parentElement ?? null; // rows below a heading
  }

  function firstControl(field) {
    const visible = (one) => one.getClientRects().length > 0;
    const fields = [...field.querySelectorAll("input:not([type=hidden]), textarea, select, [contenteditable=true]")];
    return fields.find(visible) ?? [...field.querySelectorAll("button")].find(visible);
  }

  function openAround(field) {
    const tab = field.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.querySelector(`[aria-controls="${CSS.escape(tab.id)}"]`)?.click();
    for (let part = field.closest("[hidden]"); part; part = part.parentElement?.closest("[hidden]")) {
      // a folded panel is hidden «until found»; its button says which part it opens
      document.querySelector(`[data-panel-toggle][aria-controls="${CSS.escape(part.id)}"][aria-expanded="false"]`)?.click();
    }
  }

  function showAndFocus(field) {
    const control = firstControl(field);
    control?.focus({ preventScroll: true });
    (control ?? field).scrollIntoView({ block: "center", behavior: "instant" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-ngo-field]");
    const field = link && fieldAt(link.dataset.ngoField);
    if (!field) return;
    event.preventDefault();
    openAround(field);
    // a tab that has just opened fades in and scrolls to its top first
    setTimeout(() => showAndFocus(field), OPENING);
  });
})();
