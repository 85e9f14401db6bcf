// Puts a figure's placeholder where the cursor is in the text that takes figures. Without this file the reader copies it.
const text = document.querySelector("[data-takes-figures]");
if (text) {
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.focus();
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
