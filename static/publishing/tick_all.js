// One box ticks every row of the list that is shown; its attribute names the boxes. Without this script it stays hidden.
const all = document.querySelector("[data-ngo-tick-all]");
if (all) {
  const boxes = () => all.form.querySelectorAll(`tbody input[type="checkbox"][name="${all.dataset.ngoTickAll}"]`);
  all.parentElement.hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
  all.form.addEventListener("change", () => {
    const ticked = [...boxes()].filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && ticked < boxes().length;
  });
}
