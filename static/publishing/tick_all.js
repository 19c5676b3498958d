// One box ticks every page of the list that is shown. Without this script the box stays hidden.
const all = document.querySelector("[data-ngo-tick-all]");
if (all) {
  const boxes = () => all.form.querySelectorAll('input[name="strona"]');
  all.parentElement.hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
  all.form.addEventListener("change", () => {
    const ticked = [...boxes()].filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && ticked < boxes().length;
  });
}
