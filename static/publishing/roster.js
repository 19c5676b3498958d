// On a narrow screen the days are scrolled: today stands first beside the names. Without this script the scroll begins at
// the first day shown.
const days = document.querySelector("[data-ngo-roster]");
const today = days?.querySelector("[aria-current='date']");
if (today) {
  const names = days.querySelector("thead th");
  days.scrollLeft = today.offsetLeft - names.offsetWidth;
}
