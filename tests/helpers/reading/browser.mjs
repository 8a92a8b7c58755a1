// One Chromium for all that ask: node browser.mjs MODULES CHROMIUM
// Each line that comes in is a JSON list, the path of a script and its words; the answer
// is a line of JSON, {found} or {failed}. A script is a function of a fresh context of the browser (with
// no cookies or caches of another), of what loads a package of MODULES, and of the words.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";

const [modules, chromium] = process.argv.slice(2);
const require = createRequire(join(modules, "/"));
const puppeteer = require("puppeteer");
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
console.log = console.info = console.warn = console.error;

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"], timeout: 120_000, protocolTimeout: 240_000 });
for await (const line of createInterface({ input: process.stdin })) {
  const [script, ...words] = JSON.parse(line);
  const context = await browser.createBrowserContext();
  try {
    const { default: ask } = await import(pathToFileURL(script));
    say({ found: (await ask(context, require, ...words)) ?? null });
  } catch (error) {
    say({ failed: `${error?.stack ?? error}` });
  } finally {
    await context.close();
  }
}
await browser.close();
process.exit();
