// Marks of Markdown by a button or a key, put in as if they were typed: the browser undoes them.
import { field, type } from "./caret.js";

const CODES = { KeyB: "strong", KeyI: "emphasis", KeyK: "link" };
const SHIFTED = { Digit1: "heading", Digit2: "note", Digit6: "passage", Digit7: "poem", Digit8: "list", Digit9: "quotation" };

/** The row of buttons above the text, its arrows, and its keys. */
export function putMarks() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-mark]");
    if (!button) return;
    rove(button);
    put(button.dataset.mark);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.("[data-mark]")) event.preventDefault(); // the text keeps the focus
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("[data-mark]")) return within(event);
    if (event.target !== field() || event.isComposing) return;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const mark = isCommand && (event.shiftKey ? SHIFTED : CODES)[event.code];
    if (event.altKey && event.key === "F10") document.querySelector("[data-mark][tabindex='0']")?.focus();
    else if (mark) put(mark);
    else return;
    event.preventDefault();
  });
}

function within(event) {
  const all = [...document.querySelectorAll("[data-mark]")], at = all.indexOf(event.target);
  const to = { ArrowRight: (at + 1) % all.length, ArrowLeft: (at || all.length) - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Escape") field()?.focus();
  else if (to !== undefined) rove(all[to]).focus();
  else return;
  event.preventDefault();
}

function rove(button) {
  for (const each of document.querySelectorAll("[data-mark]")) each.tabIndex = each === button ? 0 : -1;
  return button;
}

function put(mark) {
  const text = field();
  if (text) MARKS[mark](text);
}

const MARKS = {
  strong: (text) => around(text, "**", "strong words"),
  emphasis: (text) => around(text, "*", "words"),
  link(text) {
    const words = chosen(text);
    if (/^https?:\S+$/.test(words)) return fill(text, `[words](${words})`, 1, 5);
    fill(text, `[${words || "words"}](https://)`, (words || "words").length + 3, 8);
  },
  heading: (text) => lines(text, (all) => all.map((line) => {
    const level = /^(#*) ?/.exec(line)[1].length, words = line.replace(/^#* ?/, "");
    return level === 2 ? `### ${words}` : level > 2 ? words : `## ${words || "Heading"}`;
  })),
  list: (text) => lines(text, (all) => prefixed(all, "- ", "Item")),
  quotation: (text) => lines(text, (all) => prefixed(all, "> ", "Words, and below them: — who said them")),
  note(text) {
    const used = [...text.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
    const name = `[^${Math.max(0, ...used) + 1}]`, at = text.selectionEnd, end = text.value.length;
    const gap = text.value.endsWith("\n\n") ? "" : text.value.endsWith("\n") ? "\n" : "\n\n";
    type(text, `${gap}${name}: What the note says\n`, end, end);
    type(text, name, at, at);
    const start = text.value.lastIndexOf(`${name}: `) + name.length + 2;
    text.setSelectionRange(start, start + "What the note says".length);
  },
  picture() {
    const panel = document.getElementById("picture-panel");
    panel.open = true;
    document.getElementById("picture-file").focus();
  },
  pull(text) {
    const words = chosen(text).replace(/\s+/g, " ").trim(), [, to] = paragraph(text);
    block(text, ["::: pull", words || "Words of this paragraph", ":::"], to, to, words ? 0 : 1);
  },
  poem(text) { fenced(text, "::: poem", "The first line"); },
  passage(text) { fenced(text, "::: note topic | what this part tells", "What it is about"); const at = text.value.lastIndexOf("::: note topic", text.selectionStart) + 9; text.setSelectionRange(at, at + 5); },
  divider(text) { const [, to] = paragraph(text); block(text, ["---"], to, to); },
};

const chosen = (text) => text.value.slice(text.selectionStart, text.selectionEnd);

/** Put words in the place of what is chosen, and choose a part of them. */
function fill(text, words, from, count) {
  const start = text.selectionStart;
  type(text, words);
  text.setSelectionRange(start + from, start + from + count);
}

/** A mark before and behind what is chosen, or off again. */
function around(text, mark, instead) {
  const { value, selectionStart: from, selectionEnd: to } = text, words = chosen(text), size = mark.length;
  const isThere = value.slice(from - size, from) === mark && value.slice(to, to + size) === mark
    && !(mark === "*" && value[from - 2] === "*" && value[from - 3] !== "*");
  if (isThere) {
    type(text, words, from - size, to + size);
    return text.setSelectionRange(from - size, to - size);
  }
  fill(text, `${mark}${words || instead}${mark}`, size, (words || instead).length);
}

/** The whole lines of what is chosen, each another one. */
function lines(text, change) {
  const { value, selectionStart, selectionEnd } = text;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const to = (value.indexOf("\n", Math.max(selectionEnd - (selectionEnd > selectionStart && value[selectionEnd - 1] === "\n"), from)) + 1 || value.length + 1) - 1;
  const was = value.slice(from, to), now = change(was.split("\n")).join("\n");
  const before = from && value[from - 1] === "\n" && value[from - 2] !== "\n" && was === "" ? "\n" : "";
  type(text, before + now, from, to);
  text.setSelectionRange(from + before.length, from + before.length + now.length);
}

function prefixed(all, mark, instead) {
  if (all.every((line) => !line.trim() || line.startsWith(mark))) {
    const bare = all.map((line) => line.startsWith(mark) ? line.slice(mark.length) : line);
    if (bare.some((line) => line.trim())) return bare;
  }
  if (all.length === 1) return [`${mark}${all[0] || instead}`];
  return all.map((line) => line.trim() ? mark + line : mark === "> " ? ">" : line);
}

/** Where the paragraphs of what is chosen begin and end: up to empty lines. */
function paragraph(text) {
  const { value, selectionStart, selectionEnd } = text;
  const from = value.lastIndexOf("\n\n", Math.max(selectionStart - 1, 0)), to = value.indexOf("\n\n", selectionEnd);
  return [from < 0 ? value.length - value.trimStart().length : from + 2, to < 0 ? value.trimEnd().length : to];
}

/** The paragraphs of what is chosen between two marks. */
function fenced(text, opening, instead) {
  const [from, to] = paragraph(text), words = text.value.slice(from, Math.max(to, from)).trim();
  block(text, [opening, ...(words || instead).split("\n"), ":::"], from, Math.max(to, from), 1);
}

/** Lines with an empty one before and behind them; `line` of them is chosen. */
export function block(text, all, from, to, line = all.length - 1) {
  const { value } = text, before = value.slice(0, from), behind = value.slice(to);
  const gap = !before.trim() ? "" : before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const end = behind.startsWith("\n\n") ? "" : behind.startsWith("\n") ? "\n" : "\n\n";
  type(text, gap + all.join("\n") + end, from, to);
  const start = from + gap.length + all.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  text.setSelectionRange(start, start + all[line].length);
}
