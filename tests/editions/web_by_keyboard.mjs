// Reads the web edition by keyboard alone: node web_by_keyboard.mjs MODULES CHROMIUM FILE WORDS
// Prints JSON: what the first Tab comes to, where Enter takes the focus, and what the focus is on
// after the link whose words begin with WORDS was followed, and after one more Tab.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, file, words] = process.argv.slice(2);
const puppeteer = createRequire(join(modules, "/"))("puppeteer");
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(pathToFileURL(file).href);
const active = () => page.evaluate(() => {
  const { id, tagName, textContent } = document.activeElement;
  return { id, tag: tagName.toLowerCase(), words: textContent.trim().slice(0, 200) };
});
const press = async (key) => { await page.keyboard.press(key); return active(); };

const first = await press("Tab");
const main = await press("Enter");
let found = await press("Tab");
for (let pressed = 1; pressed < 400 && !found.words.startsWith(words); pressed++) found = await press("Tab");
const landed = await press("Enter");
const next = await press("Tab");
console.log(JSON.stringify({ first: first.words, main: main.id, followed: found.words, landed, next }));
await browser.close();
