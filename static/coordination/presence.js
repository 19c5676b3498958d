/*
 * An open answer says that it is open, and tells who else has it open; the server forgets it soon after. Asked only
 * while the tab is looked at. Opening the page alone writes nothing; without this script it still tells who else is there.
 */
const EVERY = 45_000; // ms
const place = document.querySelector("[data-presence]");
const text = document.getElementById("id_tresc");
const token = document.querySelector("#odpowiedz [name=csrfmiddlewaretoken]");

async function tell() {
  if (document.visibilityState !== "visible") return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, pisze: text.value.trim() ? "1" : "0" });
  try {
    const answer = await fetch(place.dataset.presence, { method: "POST", body });
    if (!answer.ok || answer.redirected) return; // signed out: that is the sign-in page
    const said = await answer.text();
    if (said.trim() !== place.innerHTML.trim()) place.innerHTML = said;
  } catch {
    // no connection now: the next round tries again
  }
}

if (place && text && token) {
  tell();
  setInterval(tell, EVERY);
  text.addEventListener("input", tell, { once: true });
}
