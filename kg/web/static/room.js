// Search as one types, and words that are chosen in a text go into the form for what is missing. Every page works without this.
"use strict";
(() => {
  const box = document.getElementById("q"), live = document.getElementById("live");
  if (box && live) {
    let asked = 0;
    const look = async () => {
      const words = box.value.trim(), turn = ++asked;
      if (!words) { live.replaceChildren(); return; }
      const answer = await fetch("/live?q=" + encodeURIComponent(words));
      if (turn !== asked || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      live.replaceChildren(...page.body.childNodes);
    };
    let timer;
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 80); });
    const links = () => [...live.querySelectorAll("a")];
    const move = (event, step) => {
      const all = links(), at = all.indexOf(document.activeElement) + step;
      if (!all.length) return;
      event.preventDefault();
      if (at < 0) box.focus(); else all[Math.min(at, all.length - 1)].focus();
    };
    box.form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") move(event, 1);
      else if (event.key === "ArrowUp") move(event, -1);
      else if (event.key === "Escape") { live.replaceChildren(); box.focus(); }
    });
    document.addEventListener("click", (event) => { if (!box.form.contains(event.target)) live.replaceChildren(); });
  }
  const quote = document.getElementById("quote"), text = document.getElementById("text");
  if (quote && text) text.addEventListener("mouseup", () => {
    const words = String(document.getSelection()).trim();
    if (words && words.length < 2000) { quote.value = words; quote.closest("details").open = true; }
  });
  for (const who of document.querySelectorAll(".who-by")) {
    try { who.value = who.value || localStorage.getItem("kg-by") || ""; who.addEventListener("change", () => localStorage.setItem("kg-by", who.value)); } catch { /* no storage */ }
  }
})();
