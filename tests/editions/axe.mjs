// Asks axe about pages in Chromium: node axe.mjs MODULES CHROMIUM FILE...
// Each file is looked at on a wide window in light, and on one of 320 CSS pixels in dark (a page of
// 1280 pixels at 400 %). Prints JSON: for each file the violations, and how wide it is on the narrow one.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, "/"));
const puppeteer = require("puppeteer");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setBypassCSP(true);

async function violations() {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

const found = {};
for (const file of files) {
  const said = new Set();
  let width = 0;
  for (const [w, scheme] of [[1280, "light"], [320, "dark"]]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width: w, height: 800 });
    await page.goto(pathToFileURL(file).href);
    for (const each of await violations()) said.add(each);
    width = await page.evaluate(() => document.documentElement.scrollWidth);
  }
  found[file] = { violations: [...said], width };
}
console.log(JSON.stringify(found));
await browser.close();
