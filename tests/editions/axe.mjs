// Asks axe about pages in Chromium, for browser.mjs: axe.mjs FILE...
// Each file is looked at on a wide window in light, and on one of 320 CSS pixels in dark (a page of
// 1280 pixels at 400 %), where text stands out by 7 to 1 (WCAG 2.2, 1.4.6); and there once more in the
// few colours that a reader chose for everything. Returns for each file the violations, and how wide
// it is on the narrow window.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const VIEWS = [[1280, "light", "none"], [320, "dark", "none"], [320, "dark", "active"]];
const RULES = { "color-contrast-enhanced": { enabled: true } };

async function violations(page, axe) {
  await page.evaluate(axe);
  const asked = { resultTypes: ["violations"], rules: RULES };
  const { violations } = await page.evaluate((asked) => axe.run(document, asked), asked);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

export default async function (context, require, ...files) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const page = await context.newPage();
  const tools = await page.createCDPSession();
  await page.setBypassCSP(true);
  const found = {};
  for (const file of files) {
    const said = new Set();
    let width = 0;
    for (const [w, scheme, forced] of VIEWS) {
      const features = [{ name: "prefers-color-scheme", value: scheme }, { name: "forced-colors", value: forced }];
      await tools.send("Emulation.setEmulatedMedia", { features });
      await page.setViewport({ width: w, height: 800 });
      await page.goto(pathToFileURL(file).href);
      for (const each of await violations(page, axe)) said.add(each);
      width = await page.evaluate(() => document.documentElement.scrollWidth);
    }
    found[file] = { violations: [...said], width };
  }
  return found;
}
