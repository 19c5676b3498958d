// The checklist follows the text: after every save, the automatic one too, it is asked for anew and read out politely.
(function () {
  async function refresh(box) {
    const answer = await fetch(box.dataset.address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) return; // what stood there stays
    const held = box.contains(document.activeElement) ? document.activeElement.dataset?.ngoField : null;
    const counted = box.querySelector("h2")?.textContent;
    box.querySelector("[data-checklist-body]").innerHTML = await answer.text();
    if (held) box.querySelector(`[data-ngo-field="${CSS.escape(held)}"]`)?.focus();
    const now = box.querySelector("h2")?.textContent.trim();
    if (now && now !== counted?.trim()) box.querySelector("[data-checklist-said]").textContent = now;
  }

  document.addEventListener("w-autosave:success", () => {
    const box = document.querySelector("[data-checklist]");
    if (box) refresh(box).catch(() => {});
  });
})();
