/*
 * Filter forms marked data-filters="<id of the results>" work by themselves (GET). Here the results are fetched and
 * swapped in place: aria-busy while waiting, the role=status count speaks, the address follows (replaceState).
 * Whatever goes wrong, the ordinary navigation happens.
 */
const WAIT = 350; // ms of silence after typing

function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const text = query.toString();
  return form.action.split("?")[0] + (text ? `?${text}` : "");
}

/* The count is a live region: the same node must stay in place for its new words to be spoken. */
function swap(region, fresh) {
  const count = region.querySelector(":scope > [data-results-count]");
  const words = fresh.querySelector(":scope > [data-results-count]");
  if (count && words) {
    words.remove();
    [...region.childNodes].forEach((node) => node !== count && node.remove());
    region.append(...fresh.childNodes);
    count.textContent = words.textContent;
  } else {
    region.replaceChildren(...fresh.childNodes);
  }
}

/* Choices carry counts («Sport (3)») and fields their errors: both follow the answer, what is being typed stays. */
function follow(form, fresh) {
  for (const select of form.querySelectorAll("select[name]")) {
    const other = fresh.elements.namedItem(select.name);
    if (other) select.replaceChildren(...[...other.options].map((option) => option.cloneNode(true)));
  }
  for (const control of form.querySelectorAll(".field [name]")) {
    const other = fresh.elements.namedItem(control.name);
    if (!other) continue;
    const field = control.closest(".field");
    const answered = other.closest(".field");
    field.className = answered.className;
    field.querySelector(".field__errors")?.remove();
    const errors = answered.querySelector(".field__errors");
    if (errors) field.querySelector(".ds-label").after(errors);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      if (other.hasAttribute(name)) control.setAttribute(name, other.getAttribute(name));
      else control.removeAttribute(name);
    }
  }
}

function enhance(form) {
  const id = form.dataset.filters;
  const region = () => document.getElementById(id);
  if (!region()) return;
  let pending = null;
  let timer = 0;

  async function show(address) {
    clearTimeout(timer);
    pending?.abort();
    const mine = new AbortController();
    pending = mine;
    region().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(id);
      if (!fresh) throw new Error("no results region");
      swap(region(), fresh);
      const answered = page.querySelector(`form[data-filters="${CSS.escape(id)}"]`);
      if (answered) follow(form, answered);
      region().removeAttribute("aria-busy");
      history.replaceState(null, "", address);
      const clear = form.querySelector("[data-filters-clear]");
      if (clear) clear.hidden = !address.includes("?");
    } catch (problem) {
      if (problem.name !== "AbortError") location.assign(address);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(form));
  });
  form.addEventListener("change", () => show(addressOf(form)));
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search" && event.target.type !== "text") return;
    clearTimeout(timer);
    timer = setTimeout(() => show(addressOf(form)), WAIT);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(`#${CSS.escape(id)} .pagination a`);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href).then(() => region().scrollIntoView({ block: "start" }));
  });
}

document.querySelectorAll("form[data-filters]").forEach(enhance);
