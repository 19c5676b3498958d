// One box ticks every row of the list that is shown, and the button says how many are ticked. The attribute of the box
// names the boxes. Without this script the box stays hidden and the button works all the same.
const all = document.querySelector("[data-ngo-tick-all]");
if (all) {
  const boxes = () => [...all.form.querySelectorAll(`tbody input[type="checkbox"][name="${all.dataset.ngoTickAll}"]`)];
  const number = all.form.querySelector("[data-ngo-ticked]");
  const count = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && ticked < boxes().length;
    if (number) number.textContent = ticked ? ` (${ticked})` : "";
  };
  all.parentElement.hidden = false;
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
  all.form.addEventListener("change", count);
  count(); // a browser that goes back keeps its ticks
}
