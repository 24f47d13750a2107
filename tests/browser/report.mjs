// Opens a report in headless Chromium and uses it as a person would.
//
//   node report.mjs HEXAPLA GOLD.json FOLDER
//
// HEXAPLA is the program, GOLD.json a sample's gold alignment, FOLDER where
// the report and the screenshots go. Needs Chromium, at $CHROMIUM or as
// Debian's package installs it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { HOSTILE, enrich } from "./sample.mjs";

const [program, goldFile, folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node report.mjs HEXAPLA GOLD.json FOLDER");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const gold = enrich(JSON.parse(readFileSync(goldFile, "utf8")));
const saved = join(folder, "alignment.json");
const report = resolve(folder, "report.html");
writeFileSync(saved, JSON.stringify(gold));
execFileSync(program, ["report", saved, "--out", report], { stdio: "inherit" });
const langs = Object.keys(gold.editions);
const informational = gold.differences.filter((d) => d.kind === "segmentation").length;
const jumps = gold.differences.length - informational;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const desktop = { viewport: { width: 1440, height: 1000 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
let failed = 0;

/**
 * Opens the report, runs a check, and fails on any request that leaves the
 * page and any console error but the expected one.
 */
async function check(name, options, run, expected = /^$/) {
  const page = await browser.newPage(options);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(report).href) faults.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(pathToFileURL(report).href);
    await run(page);
    assert.deepEqual(faults, []);
    console.log(`${name} ... ok`);
  } catch (error) {
    failed += 1;
    console.log(`${name} ... FAILED\n${error.stack}\n${faults.join("\n")}`);
  }
  await page.close();
}

const shot = (page, name) => page.screenshot({ path: join(folder, `${name}.png`) });
const focused = (page) => page.evaluate(() => document.activeElement.id);
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const cells = (lang) => `.text .c[lang="${lang}"]`;
const element = (page, id) => page.locator(`[id="${gold.briefing.id}.${id}"]`);
/** The identifiers of the sentences that the pairs link to one. */
function linked(id) {
  const out = new Set();
  for (const beads of Object.values(gold.sentences.pairs)) {
    for (const [first, second] of beads) {
      if (first.includes(id)) second.forEach((other) => out.add(`${gold.briefing.id}.${other}`));
      if (second.includes(id)) first.forEach((other) => out.add(`${gold.briefing.id}.${other}`));
    }
  }
  return [...out].sort();
}
const litIds = (page) => page.evaluate(() => [...document.querySelectorAll("p.lit")].map((p) => p.id).sort());

await check("the report is of a sane size", desktop, async () => {
  assert.ok(statSync(report).size < 400_000, `${statSync(report).size} bytes`);
});

await check("columns have their language and direction", desktop, async (page) => {
  for (const lang of langs) {
    const directions = await page.locator(cells(lang)).evaluateAll((all) => all.map((c) => getComputedStyle(c).direction));
    assert.ok(directions.length > 0);
    assert.deepEqual([...new Set(directions)], [lang === "ar" ? "rtl" : "ltr"], lang);
  }
  // Arabic text really begins at the right edge of its cell.
  const gap = await page.locator(`${cells("ar")} > p`).first().evaluate((p) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    return p.getBoundingClientRect().right - range.getClientRects()[0].right;
  });
  assert.ok(gap < 12, `${gap}`);
  await shot(page, "desktop");
});

await check("hostile text stays text", desktop, async (page) => {
  assert.equal(await page.evaluate(() => window.broken), undefined);
  const sentence = gold.editions.en.turns[2].sentences[1];
  assert.equal(await element(page, sentence.id).evaluate((p) => p.textContent), sentence.text);
  assert.ok(sentence.text.endsWith(HOSTILE));
  assert.equal(await page.locator("img, iframe, object, link").count(), 0);
  assert.equal(await page.locator("script:not([type='application/json'])").count(), 1);
  // The policy is a wall of its own: markup put in afterwards does not run.
  const blocked = await page.evaluate(async () => {
    const violation = new Promise((resolve) => addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective)));
    const script = document.createElement("script");
    script.textContent = "window.broken = 3";
    document.body.append(script);
    return violation;
  });
  assert.match(blocked, /script-src/);
  assert.equal(await page.evaluate(() => window.broken), undefined);
}, /violates the following Content Security Policy directive/);

await check("hover and focus light the counterparts of the pairs", desktop, async (page) => {
  const sentences = gold.editions.en.turns.flatMap((turn) => turn.sentences).slice(4, 14);
  for (const { id } of sentences) {
    await element(page, id).hover();
    assert.deepEqual(await litIds(page), linked(id), id);
  }
  await page.mouse.move(2, 2);
  assert.deepEqual(await litIds(page), []);
  const { id } = sentences[0];
  await element(page, id).focus();
  assert.deepEqual(await litIds(page), linked(id));
  await shot(page, "counterparts");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), `${gold.briefing.id}.${sentences[1].id}`);
  await page.keyboard.press("ArrowLeft");
  assert.match(await focused(page), /\.ar\.u/);
  const weak = gold.sentences.pairs["en-fr"][0][0][0];
  await element(page, weak).hover();
  assert.equal(await page.locator(`${cells("fr")} > p.lit.weak`).count(), 1);
});

await check("keys and buttons jump through all differences", desktop, async (page) => {
  const seen = [];
  for (let k = 0; k < jumps; k += 1) {
    await page.keyboard.press(k % 2 ? "j" : "n");
    seen.push(await focused(page));
    const box = await page.locator(":focus").boundingBox();
    const covered = await page.locator(".heads").evaluate((heads) => heads.getBoundingClientRect().bottom);
    assert.ok(box.y >= covered && box.y + box.height <= 1000, `${seen.at(-1)} is hidden: ${box.y} under ${covered}`);
  }
  assert.equal(new Set(seen).size, jumps);
  assert.match(await page.locator("#status").textContent(), new RegExp(`^${jumps} of ${jumps}`));
  await page.keyboard.press("n");
  assert.equal(await focused(page), seen[0]);
  await page.keyboard.press("p");
  assert.equal(await focused(page), seen.at(-1));
  await page.locator("#previous").click();
  assert.equal(await focused(page), seen.at(-2));
  await shot(page, "jump");
});

await check("a kind can be filtered out", desktop, async (page) => {
  await page.locator(".menu summary").click();
  await shot(page, "menu");
  for (const kind of ["number", "omission"]) await page.locator(`#kinds input[value="${kind}"]`).uncheck();
  await page.keyboard.press("Escape");
  const left = gold.differences.filter((d) => !["number", "omission", "segmentation"].includes(d.kind)).length;
  await page.keyboard.press("n");
  assert.match(await page.locator("#status").textContent(), new RegExp(`^1 of ${left}`));
  assert.equal(await page.locator(".d.k-number:visible").count(), 0);
  await page.locator(".menu summary").click();
  const rows = await page.locator(".r:visible").count();
  await page.locator("#only").check();
  const fewer = await page.locator(".r:visible").count();
  assert.ok(fewer > 0 && fewer < rows, `${fewer} of ${rows}`);
});

await check("columns hide, come back for a jump, and move", desktop, async (page) => {
  await page.locator(".menu summary").click();
  await page.locator('#columns input[value="ar"]').uncheck();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(`${cells("ar")}:visible`).count(), 0);
  assert.ok((await page.locator(`${cells("en")}:visible`).count()) > 50);
  const arabic = gold.differences.findIndex((d) => d.odd[0] === "ar") + 1;
  await page.locator(`.card a[href="#${gold.briefing.id}.d${arabic}"]`).click();
  assert.equal(await focused(page), `${gold.briefing.id}.d${arabic}`);
  assert.ok((await page.locator(`${cells("ar")}:visible`).count()) > 50);
  const order = () => page.locator(".heads .head").evaluateAll((all) => all.map((head) => head.dataset.lang).join(" "));
  const before = await order();
  await page.locator('.head[data-lang="en"] .move').last().focus();
  await page.keyboard.press("Enter");
  assert.equal(await order(), before.replace("en es", "es en"));
  const inRows = await page.locator(".text .r").evaluateAll((rows) => [...new Set(rows.map((row) => [...row.children].map((c) => c.lang).join(" ")))]);
  assert.deepEqual(inRows, [await order()]);
  await element(page, "en.u1.s1").hover();
  assert.deepEqual(await litIds(page), linked("en.u1.s1"));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await order(), before);
});

await check("a phone has tabs and no sideways scrolling", phone, async (page) => {
  assert.equal(await overflow(page), 0);
  await shot(page, "phone");
  for (const lang of langs) {
    await page.locator(`#tabs button[value="${lang}"]`).tap();
    assert.equal(await overflow(page), 0, lang);
    const shown = await page.locator(".text .c:visible").evaluateAll((all) => [...new Set(all.map((c) => c.lang))]);
    assert.deepEqual(shown, [lang]);
    assert.equal(await page.locator(`#tabs button[value="${lang}"]`).getAttribute("aria-pressed"), "true");
  }
  await page.locator('#tabs button[value="ar"]').tap();
  const id = gold.editions.ar.turns[1].sentences[0].id;
  await element(page, id).tap();
  for (const other of linked(id)) assert.ok(await page.locator(`[id="${other}"]`).isVisible(), other);
  await shot(page, "phone-counterparts");
  assert.equal(await overflow(page), 0);
  const before = await page.locator("#tabs [aria-pressed=true]").getAttribute("value");
  assert.equal(before, "ar");
  const spanish = gold.differences.findIndex((d) => d.odd[0] === "es") + 1;
  await page.locator(`.matrix a[href="#${gold.briefing.id}.d${spanish}"]`).tap();
  assert.equal(await page.locator("#tabs [aria-pressed=true]").getAttribute("value"), "es");
  assert.ok(await page.locator(":focus").isVisible());
  await page.locator(".menu summary").tap();
  await shot(page, "phone-menu");
  assert.equal(await overflow(page), 0);
});

for (const scheme of ["light", "dark"]) {
  await check(`${scheme}: text and symbols have contrast`, { ...desktop, colorScheme: scheme }, async (page) => {
    const weak = await page.evaluate(() => {
      const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
      const luminance = ([r, g, b]) => {
        const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
      };
      const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = parse(getComputedStyle(at).backgroundColor);
          if (colour.length < 4 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
      };
      const faults = new Set();
      for (const element of document.querySelectorAll("main *, #bar *, footer *")) {
        const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!text || !element.offsetParent) continue;
        const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) faults.add(`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`);
      }
      return [...faults];
    });
    assert.deepEqual(weak, []);
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor.match(/\d+/)[0]);
    assert.equal(Number(paper) < 60, scheme === "dark");
    for (let k = 0; k < 6; k += 1) await page.keyboard.press("n");
    await shot(page, scheme);
  });
}

await check("without script everything can be read", { ...desktop, javaScriptEnabled: false }, async (page) => {
  const count = Object.values(gold.editions).flatMap((e) => e.turns.flatMap((t) => t.sentences)).length;
  assert.equal(await page.locator(".c > p:visible").count(), count);
  assert.equal(await page.locator("#bar:visible").count(), 0);
  assert.equal(await page.locator(".d.stop:visible").count(), gold.differences.length);
  await shot(page, "no-script");
});

await check("it prints, with all that it shows", desktop, async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#bar:visible, .move:visible").count(), 0);
  const count = Object.values(gold.editions).flatMap((e) => e.turns.flatMap((t) => t.sentences)).length;
  await page.setViewportSize({ width: 900, height: 700 });
  assert.equal(await page.locator(".c > p:visible").count(), count);
  const pdf = await page.pdf({ path: join(folder, "print.pdf"), preferCSSPageSize: true });
  assert.ok(pdf.length > 10_000);
});

await browser.close();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
