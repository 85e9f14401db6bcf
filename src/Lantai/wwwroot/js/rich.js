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
  const notice = document.createElement("p");
  notice.setAttribute("role", "status");
  source.hidden = true;
  source.after(editor, notice);
  editor.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const pasted = new DOMParser().parseFromString(html, "text/html");
    const lost = withoutUnseen(pasted);
    notice.textContent = lost.length > 0 ? `粘贴的内容里${lost.join("和")}没有带进来；图片请作为附件上传。` : "";
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

// Takes out what does not belong in a document and what the writer did not see, before the styles that say so are gone.
// Returns what of it is worth telling.
function withoutUnseen(pasted) {
  const isUnseen = (element) => element.hidden || /display:none|visibility:hidden|mso-hide:all|font-size:0*(\.0*)?(px|pt|em|rem|%)?(;|!|$)/i
    .test((element.getAttribute("style") ?? "").replaceAll(" ", ""));
  const pictures = pasted.querySelectorAll("img, svg").length;
  for (const gone of pasted.querySelectorAll("script, style, meta, link, img, svg")) gone.remove();
  let letters = 0;
  for (const gone of pasted.body.querySelectorAll("*"))
    if (gone.isConnected && (gone.matches("iframe, object, embed, noscript, template, title, textarea") || isUnseen(gone))) {
      letters += gone.textContent.replaceAll(/\s/g, "").length;
      gone.remove();
    }
  return [letters > 0 ? `${letters}个隐藏的字` : "", pictures > 0 ? `${pictures}张图片` : ""].filter((part) => part !== "");
}
