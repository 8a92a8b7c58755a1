// Reads the web edition by keyboard alone, for browser.mjs: web_by_keyboard.mjs FILE WORDS
// Returns what the first Tab comes to, where Enter takes the focus, and what the focus is on
// after the link whose words begin with WORDS was followed, and after one more Tab.
import { pathToFileURL } from "node:url";

export default async function (context, require, file, words) {
  const page = await context.newPage();
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
  return { first: first.words, main: main.id, followed: found.words, landed, next };
}
