// Long work, followed live. Without this file the page asks again every few seconds.
for (const section of document.querySelectorAll("[data-events]")) {
  const set = (name, text) => { section.querySelector(`[data-${name}]`).textContent = text; };
  const events = new EventSource(section.dataset.events);
  events.addEventListener("message", event => {
    const { done, total, note } = JSON.parse(event.data);
    const bar = section.querySelector("progress");
    bar.max = Math.max(total, 1);
    bar.value = done;
    set("done", done);
    set("total", total);
    set("percent", `${total === 0 ? 0 : Math.round(done * 100 / total)}%`);
    set("note", note ?? "");
  });
  events.addEventListener("end", () => {
    events.close();
    location.reload();
  });
}
