// What is typed → the file, after every pause; until the server has said yes, it is kept here.
import { field, goTo, rebased, spanOf, takeOver } from "./caret.js";
import { here, hold, leftBehind, letGo } from "./held.js";
import { refresh, say } from "./swap.js";

const PAUSE = 400; // milliseconds without a key
const AGAIN = 3000; // milliseconds until a server that did not answer is asked again
const MOST_SENT = 8; // texts that were sent and not answered, by which our own words are known again
const CLOSED = "Not saved yet: the studio was started anew. Open it by the address that it printed; your words are kept in this browser, and are brought back there.";
const SILENT = "Not saved yet: the studio does not answer. Your words are kept in this browser, and are saved as soon as it answers.";

/** Keep what is typed into the text of a piece, and save it. */
export function keepDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    event.target.setAttribute("data-typed", "");
    if (!form?.hasAttribute("data-draft") || form.isTaking) return;
    keep(form);
    soon(form, PAUSE);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-draft")) return;
    event.preventDefault();
    save(event.target, true);
  }, true);
  document.addEventListener("keydown", (event) => {
    const form = document.querySelector("form[data-draft]");
    if (!form || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save(form, true);
  });
  document.addEventListener("shown", (event) => begin(event.detail));
  for (const [kind, at] of [["online", window], ["visibilitychange", document]]) at.addEventListener(kind, again);
  addEventListener("beforeunload", (event) => {
    const form = document.querySelector("form[data-draft]");
    if (form?.noRoom && isTyped(form)) event.preventDefault();
  });
  begin({});
}

/** A laptop that slept, or a line that was broken: what waits is saved, what others did is shown. */
function again() {
  const form = document.querySelector("form[data-draft]");
  if (document.visibilityState !== "visible" || !form) return;
  if (isTyped(form)) save(form);
  else refresh();
}

function begin({ page }) {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  if (form.begun) return follow(form, page);
  form.begun = true;
  form.sent = [];
  form.known = typed(form);
  here(form.dataset.piece);
  letGo(form.dataset.piece).then(() => bringBack(form)); // of a form that was here before, the server has all
  const text = field(), line = Number(text.dataset.line);
  if (text.dataset.line) goTo(text, ...spanOf(text, line));
}

const typed = (form) => Object.fromEntries(new FormData(form));
const inALine = (words) => words.split(/\s+/).filter(Boolean).join(" ");
const isTyped = (form) => Object.entries(typed(form)).some(([name, value]) => name !== "base" && value !== form.known[name]);

async function keep(form) {
  form.noRoom = !await hold(form.dataset.piece, { values: typed(form), sent: form.sent, at: Date.now() });
}

function soon(form, pause) {
  clearTimeout(form.pause);
  form.pause = setTimeout(() => save(form), pause);
}

/** What others saved shows up in a text that is as it was saved; in one that is not, it is merged. */
function follow(form, page) {
  const fresh = page?.querySelector("form[data-draft]");
  if (!fresh || fresh.id !== form.id || form.saving || isTyped(form)) return;
  const isOther = fresh.elements.base.value !== form.elements.base.value;
  take(form, typed(fresh), fresh.elements.text.dataset.firstLine);
  if (isOther) document.dispatchEvent(new CustomEvent("text-taken"));
}

function take(form, values, firstLine) {
  form.isTaking = true;
  for (const [name, value] of Object.entries(values)) {
    const each = form.elements[name];
    if (name === "text") takeOver(each, value);
    else if (each && inALine(each.value) !== inALine(value)) each.value = value;
  }
  form.isTaking = false;
  if (firstLine) form.elements.text.dataset.firstLine = firstLine;
  form.known = typed(form);
}

/** Words of a page that is gone, which the server never got. */
async function bringBack(form) {
  for (const [name, draft] of await leftBehind(form.dataset.piece)) {
    const isHere = Object.entries(draft.values).every(([key, value]) => key === "base" || form.elements[key]?.value === value);
    const isOurs = draft.values.base === form.elements.base.value || draft.sent?.includes(form.elements.text.value);
    if (isHere) letGo(form.dataset.piece, name);
    else if (isOurs && !isTyped(form)) {
      restore(form, { ...draft.values, base: form.elements.base.value }, name);
    } else offer(form, draft, name);
  }
}

async function restore(form, values, name) {
  for (const [key, value] of Object.entries(values)) if (form.elements[key]) form.elements[key].value = value;
  await keep(form);
  await letGo(form.dataset.piece, name);
  say("Words that were not saved yet are back in the text.");
  await save(form);
}

function offer(form, draft, name) {
  const box = document.createElement("div"), words = document.createElement("p"), row = document.createElement("p");
  box.className = "panel";
  row.className = "row";
  words.textContent = `Words that were not saved are still in this browser, from ${new Date(draft.at).toLocaleString()}. The text was changed since; both are put together where that can be.`;
  const button = (said, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: said });
    made.addEventListener("click", () => { box.remove(); form.elements.text.focus(); act(); });
    row.append(made);
  };
  button("Bring them back", () => restore(form, draft.values, name));
  button("Let them go", () => letGo(form.dataset.piece, name));
  box.append(words, row);
  form.prepend(box);
}

/** Send what is there. What comes back is taken over, and what was typed meanwhile stays. */
async function save(form, isAsked = false) {
  clearTimeout(form.pause);
  if (form.saving) { form.again = true; return; }
  if (!isAsked && form.kept === form.elements.text.value) return; // both texts wait for somebody who chooses
  form.saving = true;
  const sent = typed(form), body = new FormData(form);
  body.set("answer", "json");
  if (!form.sent.includes(sent.text)) form.sent = [...form.sent, sent.text].slice(-MOST_SENT);
  await keep(form);
  let said = null, wrong = SILENT;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.headers.get("content-type")?.startsWith("application/json")) said = await answer.json();
    else if (answer.status === 403) wrong = CLOSED;
    else if (answer.ok) wrong = wrongOf(await answer.text());
  } catch { /* told below */ }
  form.saving = false;
  if (!said) {
    if (form.isConnected) tell(wrong);
    if (isAsked || !form.isWaiting) say(wrong);
    form.isWaiting = true;
    if (wrong === SILENT) soon(form, AGAIN);
    return;
  }
  form.isWaiting = false;
  if (!form.isConnected) return leave(form, said);
  if (!settle(form, sent, said)) return;
  document.dispatchEvent(new CustomEvent("saved"));
  tell(`Saved ${new Date().toTimeString().slice(0, 5)}`);
  if (said.how === "merged") say("Saved. Somebody else changed it meanwhile: the words of both are in it.");
  else if (isAsked) say("Saved.");
  if (form.again || isTyped(form)) { form.again = false; soon(form, PAUSE); }
}

/** The last words of a page that was left. */
function leave(form, { how }) {
  if (how === "kept") say("Somebody else changed the same words of the piece that you left. Your words are in the history.");
  letGo(form.dataset.piece);
}

/** Take over the state that the server has; whether the text is saved. */
function settle(form, sent, { how, base, values, choose }) {
  const text = form.elements.text;
  if (how === "kept" && form.sent.slice(0, -1).includes(values.text)) { // an answer that was lost: our own words
    form.elements.base.value = base;
    form.again = false;
    soon(form, 0);
    return false;
  }
  form.kept = how === "kept" ? sent.text : null;
  if (how === "kept") {
    tell("Somebody else changed the same words. Your words are kept. ", choose);
    say("Somebody else changed the same words. Your words are kept. Choose which text stays.");
    return false;
  }
  const mine = text.value === sent.text ? values.text : rebased(sent.text, text.value, values.text);
  if (mine === null) return true; // both changed one place just now: the next save merges, or asks
  const facts = Object.entries(values).filter(([name]) => name !== "text" && form.elements[name]?.value === sent[name]);
  const late = Object.fromEntries(Object.entries(typed(form)).filter(([name]) => !facts.some(([each]) => each === name)));
  take(form, { ...late, ...Object.fromEntries(facts), base, text: mine });
  form.elements.base.value = base;
  form.known = { ...form.known, ...values, base };
  for (const [name] of facts) form.known[name] = form.elements[name].value;
  form.sent = [];
  if (isTyped(form)) keep(form);
  else letGo(form.dataset.piece);
  return true;
}

function wrongOf(page) {
  const words = new DOMParser().parseFromString(page, "text/html").getElementById("wrong")?.textContent ?? "";
  return `Not saved. Your words are kept in this browser. ${inALine(words)}`.trim();
}

function tell(words, address = "") {
  const place = document.getElementById("saved");
  if (!place) return;
  place.textContent = words;
  if (!address) return;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Choose which text stays";
  place.append(link);
}
