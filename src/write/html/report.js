// What a report does beyond being read: light counterparts, jump from
// difference to difference, filter, hide and move columns, tabs when narrow.
// Loads nothing and keeps nothing.
(() => {
  "use strict";
  const root = document.documentElement;
  const bar = document.getElementById("bar");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  if (!bar) return;
  const status = document.getElementById("status");
  root.classList.add("js");
  bar.hidden = false;
  for (const button of all(".move")) button.hidden = false;

  // The text that a target stands behind the bar is measured, for it wraps.
  const measure = () => root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  measure();
  addEventListener("resize", measure);

  // Counterparts, by the numbers of the sentences as they stand on the page.
  const counterparts = new Map();
  for (const article of all("article")) {
    const sentences = all(".c > p", article);
    const list = (side) => (Array.isArray(side) ? side : [side]).map((n) => sentences[n]);
    for (const sentence of sentences) {
      counterparts.set(sentence, []);
      sentence.tabIndex = -1;
    }
    if (sentences.length) sentences[0].tabIndex = 0;
    for (const [first, second, percent = 100] of JSON.parse(article.querySelector(".links").textContent)) {
      for (const a of list(first)) {
        for (const b of list(second)) {
          counterparts.get(a).push([b, percent]);
          counterparts.get(b).push([a, percent]);
        }
      }
    }
  }
  let lit = [];
  const light = (sentence) => {
    for (const old of lit) old.classList.remove("lit", "weak", "self");
    lit = [];
    if (!sentence) return;
    sentence.classList.add("self");
    lit.push(sentence);
    for (const [other, percent] of counterparts.get(sentence)) {
      other.classList.add("lit");
      other.classList.toggle("weak", percent < 80);
      lit.push(other);
    }
  };
  const sentenceAt = (target) => target instanceof Element && target.closest(".c > p");
  const focused = () => sentenceAt(document.activeElement);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") light(sentenceAt(event.target) || focused());
  });
  document.addEventListener("focusin", (event) => light(sentenceAt(event.target)));
  document.addEventListener("focusout", () => light(null));
  // Where one edition is shown, a tap opens the row, so that its counterparts are seen.
  const narrow = matchMedia("screen and (max-width: 60rem)");
  document.addEventListener("click", (event) => {
    const sentence = sentenceAt(event.target);
    if (sentence) {
      sentence.focus({ preventScroll: true });
      light(sentence);
    }
    const cell = event.target instanceof Element && event.target.closest(".c");
    if (!cell || !narrow.matches || String(getSelection())) return;
    if (!sentence && !cell.matches(".none, .absent")) return;
    const rows = [cell.parentElement];
    // Under the head of a turn that the edition lacks, all of the turn.
    if (rows[0].matches(".turn")) {
      for (let row = rows.pop().nextElementSibling; row && !row.matches(".turn"); row = row.nextElementSibling) rows.push(row);
    }
    const opens = !rows.every((row) => row.classList.contains("open"));
    for (const open of all(".r.open")) open.classList.remove("open");
    for (const row of rows) row.classList.toggle("open", opens);
  });

  // Columns.
  let order = all("#columns input").map((box) => box.value);
  const languageOf = (element) => element.dataset.lang || element.lang;
  const columns = (lang) => all(`.c[lang="${lang}"], .head[data-lang="${lang}"]`);
  const arrange = () => {
    for (const row of all(".r, .heads")) {
      const cells = [...row.children].sort((a, b) => order.indexOf(languageOf(a)) - order.indexOf(languageOf(b)));
      row.append(...cells);
    }
  };
  const visible = () => order.filter((lang) => document.querySelector(`#columns input[value="${lang}"]`).checked);
  const show = (lang, on) => {
    document.querySelector(`#columns input[value="${lang}"]`).checked = on;
    for (const cell of columns(lang)) cell.hidden = !on;
  };
  document.getElementById("columns").addEventListener("change", (event) => {
    if (!visible().length) event.target.checked = true;
    show(event.target.value, event.target.checked);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".move");
    if (!button) return;
    const head = button.parentElement;
    const lang = head.dataset.lang;
    const seen = visible();
    const left = button === head.firstElementChild;
    const other = seen[seen.indexOf(lang) + (left ? -1 : 1)];
    if (!other) return;
    order = order.filter((one) => one !== lang);
    order.splice(order.indexOf(other) + (left ? 0 : 1), 0, lang);
    arrange();
    button.focus();
    status.textContent = `order: ${visible().join(", ")}`;
  });

  // Tabs.
  const tabs = all("#tabs button");
  const choose = (lang) => {
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.value === lang));
    for (const cell of all(".c.shown")) cell.classList.remove("shown");
    for (const cell of columns(lang)) cell.classList.add("shown");
  };
  document.getElementById("tabs").addEventListener("click", (event) => {
    if (!event.target.value) return;
    // What stands at the top stays there, though the other text is longer.
    const rows = all(".r").filter((row) => row.offsetParent);
    const top = rows.find((row) => row.getBoundingClientRect().top >= bar.offsetHeight);
    const before = top?.getBoundingClientRect().top;
    choose(event.target.value);
    if (scrollY > 0 && top && top.offsetParent) scrollBy(0, top.getBoundingClientRect().top - before);
  });
  if (tabs.length) choose(tabs.some((tab) => tab.value === "en") ? "en" : tabs[0].value);

  // Filters.
  for (const row of all(".r")) {
    row.classList.toggle("has", row.querySelector(".d, mark, .none:not(.absent)") !== null);
  }
  for (const block of all(".block")) block.classList.toggle("has", block.querySelector(".d") !== null);
  const kinds = document.getElementById("kinds");
  const filter = () => {
    for (const box of all("input", kinds)) root.classList.toggle(`no-${box.value}`, !box.checked);
  };
  kinds.addEventListener("change", filter);
  filter();
  const only = document.getElementById("only");
  only.addEventListener("change", () => root.classList.toggle("only", only.checked));

  // Jumps.
  const notes = all(".d");
  for (const note of notes) note.tabIndex = -1;
  const kindOf = (note) => [...note.classList].find((name) => name.startsWith("k-")).slice(2);
  const reveal = (note) => {
    const cell = note.closest(".c");
    if (cell.hidden) show(cell.lang, true);
    if (narrow.matches && !cell.classList.contains("shown")) choose(cell.lang);
    const row = cell.closest(".r");
    if (root.classList.contains("only") && !row.offsetParent) {
      only.checked = false;
      root.classList.remove("only");
    }
    note.scrollIntoView({ block: "center" });
    note.focus({ preventScroll: true });
  };
  let current = -1;
  const go = (step) => {
    const wanted = notes.filter((note) => note.matches(".stop") && !root.classList.contains(`no-${kindOf(note)}`));
    if (!wanted.length) {
      status.textContent = "no difference of the kinds shown";
      return;
    }
    const at = wanted.indexOf(notes[current]);
    let next = at < 0 && step < 0 ? wanted.length - 1 : at + step;
    if (at < 0 && current >= 0) next = wanted.findIndex((note) => notes.indexOf(note) > current);
    const note = wanted[(next + wanted.length) % wanted.length];
    current = notes.indexOf(note);
    reveal(note);
    status.textContent = `${wanted.indexOf(note) + 1} of ${wanted.length}`;
  };
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    const note = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!note || !notes.includes(note)) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    current = notes.indexOf(note);
    reveal(note);
  });
  const named = document.getElementById(location.hash.slice(1));
  if (named && notes.includes(named)) {
    current = notes.indexOf(named);
    reveal(named);
  }

  // Keys.
  const menu = document.querySelector(".menu");
  const step = (sentence, key) => {
    const cell = sentence.closest(".c");
    if (key === "ArrowDown" || key === "ArrowUp") {
      const column = all(`.c[lang="${cell.lang}"] > p`, cell.closest("article"));
      return column[column.indexOf(sentence) + (key === "ArrowDown" ? 1 : -1)];
    }
    let beside = cell;
    do {
      beside = key === "ArrowRight" ? beside.nextElementSibling : beside.previousElementSibling;
    } while (beside && !(beside.offsetParent && beside.querySelector("p")));
    return beside && beside.querySelector("p");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      menu.open = false;
      light(null);
      return;
    }
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n" || event.key === "j") go(1);
    else if (event.key === "p" || event.key === "k") go(-1);
    else if (event.key.startsWith("Arrow") && sentenceAt(event.target)) {
      const next = step(sentenceAt(event.target), event.key);
      if (!next) return;
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
})();
