// Keys on lists: "/" goes to the search, ↑ and ↓ move over the rows' first links; Enter opens, as on any link.
const isTyping = element => element.closest("input, select, textarea, [contenteditable]") !== null;
const rowLinks = () => [...document.querySelectorAll("table[data-list] tbody tr")].map(row => row.querySelector("a")).filter(Boolean);

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-hotkey='/']") ?? document.querySelector("form[role=search] input[type=search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = rowLinks();
  if (links.length === 0 || event.target.closest(".grid")) return;
  const row = document.activeElement.closest("table[data-list] tbody tr");
  const at = row ? links.findIndex(link => row.contains(link)) : -1;
  const next = at < 0 ? (event.key === "ArrowDown" ? 0 : -1) : at + (event.key === "ArrowDown" ? 1 : -1);
  if (!links[next]) return;
  event.preventDefault();
  links[next].focus();
});
