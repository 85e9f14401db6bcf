// Reads a text aloud with the voice of the reader's own device; the button shows only where there is one.
const speech = window.speechSynthesis;
for (const button of speech ? document.querySelectorAll("[data-read-aloud]") : []) {
  const rest = () => { button.textContent = "朗读"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speech.speaking) {
      speech.cancel();
      rest();
      return;
    }
    // By paragraph: some voices stop after a quarter of a minute of one utterance.
    const parts = document.getElementById(button.dataset.readAloud).innerText.split(/\n+/).filter(part => part.trim());
    parts.forEach((part, index) => {
      const said = new SpeechSynthesisUtterance(part);
      said.lang = "zh-CN";
      if (index === parts.length - 1) said.addEventListener("end", rest);
      speech.speak(said);
    });
    button.textContent = "停止朗读";
  });
}
window.addEventListener("pagehide", () => speech?.cancel());
