// A text with paragraphs, tables and links instead of its source. Without scripts the source itself can be written; the
// server keeps only what it allows either way.
for (const source of document.querySelectorAll("textarea[data-rich]")) {
  const editor = document.createElement("div");
  editor.className = "rich prose";
  editor.contentEditable = "true";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  const label = document.querySelector(`label[for="${source.id}"]`);
  label.id = `${source.id}-label`;
  editor.setAttribute("aria-labelledby", label.id);
  // Parsed apart from the page, so that nothing in it runs or loads.
  const parsed = new DOMParser().parseFromString(source.value, "text/html");
  editor.append(...parsed.body.childNodes);
  source.hidden = true;
  source.after(editor);
  editor.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const pasted = new DOMParser().parseFromString(html, "text/html");
    for (const gone of pasted.querySelectorAll("script, style, meta, link, iframe, object, embed, img, svg")) gone.remove();
    for (const element of pasted.body.querySelectorAll("*"))
      for (const { name } of [...element.attributes]) if (!["href", "colspan", "rowspan"].includes(name)) element.removeAttribute(name);
    const selection = getSelection();
    selection.deleteFromDocument();
    const fragment = document.createDocumentFragment();
    fragment.append(...pasted.body.childNodes);
    selection.getRangeAt(0).insertNode(fragment);
    selection.collapseToEnd();
  });
  source.form.addEventListener("submit", () => { source.value = editor.innerHTML; });
}
