"use strict";
// Shows the editions that hold every word typed; without this script all are shown.
(() => {
  const box = document.querySelector(".search");
  if (!box) return;
  const input = document.getElementById("words");
  const status = document.getElementById("found");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const editions = [...document.querySelectorAll(".edition")].map((element) => ({
    element,
    text: plain(`${element.dataset.also} ${element.querySelector("h3").textContent}`),
  }));
  const groups = [...document.querySelectorAll(".group")].filter((group) => group.querySelector(".edition"));
  const show = () => {
    const words = plain(input.value).split(/[^\p{L}\p{N}-]+/u).filter(Boolean);
    let count = 0;
    for (const { element, text } of editions) {
      const found = words.every((word) => text.includes(word));
      element.hidden = !found;
      count += found;
    }
    for (const group of groups) group.hidden = !group.querySelector(".edition:not([hidden])");
    const total = `${count} ${count === 1 ? "report" : "reports"}`;
    status.textContent = !words.length ? "" : count ? total : "No report here holds these words.";
  };
  input.addEventListener("input", show);
  document.querySelector(".states")?.addEventListener("click", () => {
    input.value = "";
    show();
  });
  box.hidden = false;
  show();
})();
