// Reads an EPUB in Chromium by keyboard alone, for browser.mjs: reading_engine.mjs BOOK FOLDER FILE ID
// BOOK is the file, FOLDER the same unpacked. From the beginning of FILE, Tab goes to the link to #ID,
// and Enter follows it: once in epub.js, once in the browser itself. Returns what was met.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const shelf = `<!DOCTYPE html><html lang="en"><title>Shelf</title>
<style>#page { width: 600px; height: 500px }</style><div id="page"></div>
<script src="/jszip.js"></script><script src="/epub.js"></script></html>`;
const kinds = { xhtml: "application/xhtml+xml", css: "text/css", svg: "image/svg+xml" };

export default async function (context, require, book, folder, file, id) {
  const own = {
    "/": ["text/html", shelf],
    "/jszip.js": ["text/javascript", readFileSync(require.resolve("jszip/dist/jszip.min.js"))],
    "/epub.js": ["text/javascript", readFileSync(require.resolve("epubjs/dist/epub.min.js"))],
    "/book.epub": ["application/epub+zip", readFileSync(book)],
  };
  const server = createServer((asked, answer) => {
    const name = decodeURIComponent(asked.url.split("?")[0]);
    const path = join(folder, name);
    const kind = kinds[name.split(".").pop()] ?? "application/octet-stream";
    const found = own[name] ?? (existsSync(path) ? [kind, readFileSync(path)] : null);
    if (found) answer.writeHead(200, { "content-type": found[0] }).end(found[1]);
    else answer.writeHead(404).end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const at = `http://127.0.0.1:${server.address().port}/`;
  try {
    return {
      engine: await inEngine(await context.newPage(), at, file, id),
      browser: await inBrowser(await context.newPage(), at, file, id),
    };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function tabTo(page, active, end) {
  for (let pressed = 1; pressed < 60; pressed++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(active);
    if (found && found.href.endsWith(end)) return { ...found, pressed };
  }
  throw new Error(`Tab never came to the link to ${end}`);
}

async function inEngine(page, at, file, id) {
  await page.goto(at);
  await page.evaluate(async (start) => {
    window.rendition = ePub("/book.epub").renderTo("page",
      { width: 600, height: 500, flow: "scrolled-doc", allowScriptedContent: false });
    await window.rendition.display(start);
  }, file);
  const link = await tabTo(page, () => {
    const found = document.querySelector("iframe").contentDocument.activeElement;
    return found && { href: found.getAttribute("href") ?? "", words: found.textContent };
  }, `#${id}`);
  await page.keyboard.press("Enter");
  const landed = await page.waitForFunction((target) => {
    const inner = document.querySelector("iframe")?.contentDocument;
    const found = inner?.getElementById(target);
    if (!found) return null;
    const frame = document.querySelector("iframe").getBoundingClientRect();
    const view = document.querySelector(".epub-container").getBoundingClientRect();
    const from = found.getBoundingClientRect().top + frame.top - view.top;
    return Math.abs(from) < 40 && { from, words: found.textContent };
  }, { timeout: 60000 }, id);
  return { ...link, landed: await landed.jsonValue() };
}

async function inBrowser(page, at, file, id) {
  await page.goto(`${at}${file}`);
  const active = () => {
    const found = document.activeElement;
    return found && { href: found.getAttribute("href") ?? "", words: found.textContent };
  };
  const link = await tabTo(page, active, `#${id}`);
  await page.keyboard.press("Enter");
  await page.waitForFunction((hash) => location.hash === hash, { timeout: 60000 }, `#${id}`);
  const focus = await page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("Tab");
  const next = await page.evaluate((target) => {
    const landing = document.getElementById(target);
    const behind = landing.compareDocumentPosition(document.activeElement);
    return { words: document.activeElement.textContent, behind: Boolean(behind & 4) };
  }, id);
  return { ...link, focus, next };
}
