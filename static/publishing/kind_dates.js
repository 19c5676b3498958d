// The kind of content decides the lead time: the list of lead times shows the chosen kind's line, and the dates that
// nobody has changed follow it. Without this script every kind has its line and the dates stay as they were offered.
const times = document.querySelector("[data-ngo-lead-times]");
const kind = document.querySelector("select[name='kind']");
if (times && kind) {
  const field = (name) => document.querySelector(`input[name="${name}"]`);
  const lines = [...times.children];
  let offered = lines.find((line) => line.dataset.kind === kind.value);

  const dates = (line) => {
    const [day, hour] = line.dataset.publish.split(" ");
    return { publish_at_0: day, publish_at_1: hour, deliver_by: line.dataset.deliver };
  };
  const show = () => lines.forEach((line) => { line.hidden = line.dataset.kind !== kind.value; });
  const untouched = () => Object.entries(dates(offered))
    .every(([name, value]) => !value || !field(name) || field(name).value.startsWith(value));

  kind.addEventListener("change", () => {
    const chosen = lines.find((line) => line.dataset.kind === kind.value);
    if (!chosen) return;
    if (offered && untouched()) {
      Object.entries(dates(chosen)).forEach(([name, value]) => { if (value && field(name)) field(name).value = value; });
    }
    offered = chosen;
    show();
  });
  show();
}
