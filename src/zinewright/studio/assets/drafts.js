// What is typed → the file, after every pause; until the server has said yes, it is kept here.
import { morph, say } from "./swap.js";

const PAUSE = 400; // milliseconds without a key
const AGAIN = 3000; // milliseconds until a server that did not answer is asked again

/** Keep what is typed into the text of a piece, and show its pages. */
export function keepDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    event.target.setAttribute("data-typed", "");
    if (!form?.hasAttribute("data-draft")) return;
    keep(form);
    clearTimeout(form.pause);
    form.pause = setTimeout(() => save(form), PAUSE);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-draft")) return;
    event.preventDefault();
    save(event.target, true);
  }, true);
  document.addEventListener("shown", begin);
  begin();
}

function begin() {
  const form = document.querySelector("form[data-draft]");
  if (!form || form.begun) return;
  form.begun = true;
  offer(form);
  preview();
  const text = form.elements.text, line = Number(text.dataset.line) - Number(text.dataset.firstLine);
  if (text.dataset.line && line >= 0) {
    const start = text.value.split("\n").slice(0, line).join("\n").length + (line ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, (text.value.indexOf("\n", start) + 1 || text.value.length + 1) - 1);
  }
}

const nameOf = (form) => `draft ${form.dataset.piece}`;
const typed = (form) => Object.fromEntries(new FormData(form));

function keep(form) {
  try { localStorage.setItem(nameOf(form), JSON.stringify(typed(form))); } catch { /* no room: the server has it in a moment */ }
}

/** Words of an earlier visit that the server never got: they can be brought back. */
function offer(form) {
  let held = null;
  try { held = JSON.parse(localStorage.getItem(nameOf(form)) ?? "null"); } catch { /* none that can be read */ }
  if (!held || held.text === form.elements.text.value) return;
  const box = document.createElement("p");
  box.className = "panel";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Bring them back";
  box.append("Words that were not saved are still here. ", button);
  button.addEventListener("click", () => {
    for (const [name, value] of Object.entries(held)) if (form.elements[name]) { form.elements[name].value = value; form.elements[name].setAttribute("data-typed", ""); }
    box.remove();
    form.elements.text.focus();
    save(form, true);
  });
  form.prepend(box);
}

/** Send what is there. What comes back is taken over as far as nothing was typed meanwhile. */
async function save(form, isAsked = false) {
  if (form.saving) { form.again = true; return; }
  form.saving = true;
  const sent = typed(form);
  let page = null, answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { /* told below */ }
  form.saving = false;
  const fresh = page?.querySelector("form[data-draft]");
  if (!answer?.ok || !page) {
    tell("Not saved yet: the studio does not answer. Your words are kept here.");
    setTimeout(() => save(form), AGAIN);
    return;
  }
  if (new URL(answer.url).pathname.endsWith("/choose")) {
    tell("Somebody else changed the same words. ", answer.url);
    say("Somebody else changed the same words. Your words are kept. Choose which text stays.");
    return;
  }
  if (!fresh) { tell("Not saved. Your words are kept here."); return; }
  settle(form, sent, fresh);
  const wrong = page.getElementById("wrong");
  tell(wrong ? "Not saved. Your words are kept here." : `Saved ${new Date().toTimeString().slice(0, 5)}`);
  if (wrong || isAsked) say(wrong?.textContent.trim() || page.getElementById("said").textContent);
  if (!wrong) preview();
  if (form.again) { form.again = false; save(form); }
}

/** Take over the state that the server has, without losing a key that was pressed meanwhile. */
function settle(form, sent, fresh) {
  const text = form.elements.text, theirs = fresh.elements.text.value;
  const isAsSent = text.value === sent.text;
  if (isAsSent && theirs !== text.value) {
    const at = text.selectionStart;
    text.value = theirs;
    text.setSelectionRange(at, at);
  }
  if (isAsSent || theirs === sent.text) form.elements.base.value = fresh.elements.base.value;
  if (isAsSent) {
    localStorage.removeItem(nameOf(form));
    for (const each of form.elements) if (each.value === (fresh.elements[each.name]?.value)) each.removeAttribute("data-typed");
  }
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

let asked = 0;
/** The pages of the piece, as they are now. */
async function preview() {
  const place = document.getElementById("preview"), number = ++asked;
  if (!place) return;
  try {
    const answer = await fetch(place.dataset.src);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const pages = page.getElementById("pages") ?? page.getElementById("wrong");
    if (number !== asked || !pages) return;
    const held = document.getElementById("pages-held") ?? place.appendChild(Object.assign(document.createElement("div"), { id: "pages-held" }));
    held.setAttribute("data-pages", "");
    const wanted = held.cloneNode(false);
    wanted.append(...document.adoptNode(pages).childNodes);
    morph(held, wanted);
    place.setAttribute("data-keep", "");
  } catch { /* the pages stay as they were */ }
}
