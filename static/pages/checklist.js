// The checklist follows the text: after every save, the automatic one too, it is asked for anew and read out politely.
(function () {
  async function refresh(box, number) {
    const answer = await fetch(box.dataset.address.replace("/0/", `/${number}/`), { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) return;
    const held = box.contains(document.activeElement) ? document.activeElement.dataset?.ngoField : null;
    const counted = box.querySelector("h2")?.textContent;
    box.querySelector("[data-checklist-body]").innerHTML = await answer.text();
    if (held) box.querySelector(`[data-ngo-field="${CSS.escape(held)}"]`)?.focus();
    const now = box.querySelector("h2")?.textContent.trim();
    if (now && now !== counted?.trim()) box.querySelector("[data-checklist-said]").textContent = now;
  }

  document.addEventListener("w-autosave:success", (event) => {
    const box = document.querySelector("[data-checklist]");
    const number = event.detail?.response?.pk ?? box?.dataset.page;
    if (box && number) refresh(box, number).catch(() => {});
  });
})();
