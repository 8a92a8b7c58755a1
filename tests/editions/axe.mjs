// Asks axe about pages in Chromium, for browser.mjs: axe.mjs FILE...
// Each file is looked at on a wide window in light, and on one of 320 CSS pixels in dark (a page of
// 1280 pixels at 400 %). Returns for each file the violations, and how wide it is on the narrow one.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

async function violations(page, axe) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

export default async function (context, require, ...files) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const page = await context.newPage();
  await page.setBypassCSP(true);
  const found = {};
  for (const file of files) {
    const said = new Set();
    let width = 0;
    for (const [w, scheme] of [[1280, "light"], [320, "dark"]]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width: w, height: 800 });
      await page.goto(pathToFileURL(file).href);
      for (const each of await violations(page, axe)) said.add(each);
      width = await page.evaluate(() => document.documentElement.scrollWidth);
    }
    found[file] = { violations: [...said], width };
  }
  return found;
}
