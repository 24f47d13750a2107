// Has CETEIcean render a combined TEI document in headless Chromium.
//
//   node tei.mjs BRIEFING.combined.xml FOLDER
//
// FOLDER is where the page and the screenshot go. Needs Chromium, at $CHROMIUM
// or as Debian's package installs it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tei.mjs BRIEFING.combined.xml FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const xml = readFileSync(file, "utf8");
const library = fileURLToPath(new URL("node_modules/CETEIcean/dist/CETEI.js", import.meta.url));
const page = resolve(folder, "tei.html");
// The one rule that a page for texts of several directions needs: TEI has the languages.
writeFileSync(
  page,
  `<!doctype html><meta charset="utf-8"><title>TEI</title>
<style>tei-teiheader, tei-standoff { display: none } tei-u, tei-seg, tei-note, tei-head { display: block } :lang(ar) { direction: rtl }</style>
<script src="${pathToFileURL(library).href}"></script><main></main>`,
);
const local = [pathToFileURL(page).href, pathToFileURL(library).href];

// How often each element begins: names in texts are escaped.
const inFile = (name) => [...xml.matchAll(new RegExp(`<${name}[ />]`, "g"))].length;
const unescape = (text) => text.replace(/&#13;/g, "\r").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const faults = [];
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    if (!local.includes(request.url())) faults.push(`request: ${request.url()}`);
  });
  await tab.goto(local[0]);
  await tab.evaluate((text) => {
    const tei = new CETEI();
    tei.makeHTML5(text, (data) => document.querySelector("main").append(data));
  }, xml);

  for (const name of ["text", "div", "u", "seg", "s", "link", "annotation"]) {
    const expected = inFile(name);
    assert.ok(expected > 0, `the file has no ${name}`);
    assert.equal(await tab.locator(`tei-${name.toLowerCase()}`).count(), expected, name);
  }
  // Each sentence is shown with its text.
  const shown = await tab.locator("tei-s").evaluateAll((all) => all.map((s) => s.textContent));
  const written = [...xml.matchAll(/<s [^>]*>([^<]*)<\/s>/g)].map((found) => unescape(found[1]));
  assert.deepEqual(shown, written);
  // Every pointer of a link finds its element.
  const dangling = await tab.locator("tei-link").evaluateAll((all) =>
    all.flatMap((link) => link.getAttribute("target").split(" ")).filter((pointer) => !document.getElementById(pointer.slice(1))),
  );
  assert.deepEqual(dangling, []);

  const langs = await tab.locator("tei-group > tei-text").evaluateAll((all) => all.map((text) => text.lang));
  assert.ok(langs.length > 1 && langs.includes("ar"), `${langs}`);
  for (const lang of langs) {
    const directions = await tab.locator(`tei-text[lang="${lang}"] tei-s`).evaluateAll((all) => all.map((s) => getComputedStyle(s).direction));
    assert.deepEqual([...new Set(directions)], [lang === "ar" ? "rtl" : "ltr"], lang);
  }
  // Arabic text really begins at the right edge of its block: a label is short, so this tells.
  const gap = await tab.locator('tei-text[lang="ar"] tei-note[type="speaker"]').first().evaluate((note) => {
    const range = document.createRange();
    range.selectNodeContents(note);
    const edges = [...range.getClientRects()].map((rect) => rect.right);
    return note.getBoundingClientRect().right - Math.max(...edges);
  });
  assert.ok(gap < 12, `${gap}`);
  await tab.screenshot({ path: join(folder, "tei.png") });
  assert.deepEqual(faults, []);
  console.log(`${inFile("u")} turns and ${inFile("s")} sentences in ${langs.length} languages ... ok`);
} finally {
  await browser.close();
}
