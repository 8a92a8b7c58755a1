// A page that came from the server → the page that is open, with what stays in it left alone.

const SAID_AFTER = 700; // milliseconds: a screen reader first says where the focus is

/** Send every form and show its answer without leaving the page. */
export function answerForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target, by = event.submitter;
    if (event.defaultPrevented || form.hasAttribute("data-plain")) return;
    event.preventDefault();
    send(form, by);
  });
  tidyAddress();
  addEventListener("popstate", () => show(location.href, {}, { isBack: true }));
}

/** Send a form as the browser would, and show what comes back. */
export async function send(form, by) {
  const method = (by?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase();
  const action = new URL(by?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, location.href);
  const fields = new FormData(form, by);
  if (method === "post") return show(action, { method: "POST", body: fields });
  action.search = new URLSearchParams(fields).toString();
  return show(action, {});
}

let latest = 0;
/** Ask for a page, and put it in the place of this one. What was asked for later goes first. */
export async function show(address, options, { isBack = false, quiet = false } = {}) {
  const number = ++latest;
  let answer, text;
  try {
    answer = await fetch(address, options);
    text = await answer.text();
  } catch {
    if (!quiet) say("The studio does not answer. What you typed is kept here. Is it still running?");
    return null;
  }
  if (quiet && number !== latest) return null;
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("main");
  if (!main) { location.assign(address); return null; }
  const url = new URL(answer.url);
  url.searchParams.delete("said");
  const isElsewhere = url.pathname !== location.pathname;
  if (!isBack && url.href !== location.href) history.pushState(null, "", url);
  place(page, isElsewhere, quiet);
  if (!quiet) say(page.getElementById("said")?.textContent ?? "");
  return page;
}

/** The same page again, as it is now; what is being written in stays as it is. */
export async function refresh() {
  await show(location.href, {}, { isBack: true, quiet: true });
}

/** Put what a page holds into this one; the focus stays, or goes to what is told first. */
function place(page, isElsewhere, quiet) {
  const focused = document.activeElement, id = focused?.id;
  const folios = foliosOf();
  document.title = page.title;
  morph(document.querySelector("header"), page.querySelector("header"));
  morph(document.querySelector("main"), page.querySelector("main"));
  if (!isElsewhere) markFolios(folios);
  document.dispatchEvent(new CustomEvent("shown", { detail: { isElsewhere, page } }));
  const wrong = document.getElementById("wrong"), panel = document.getElementById("move-to");
  const next = document.querySelector("main [autofocus]");
  if (quiet) (document.activeElement === document.body && id && document.getElementById(id))?.focus?.({ preventScroll: true });
  else if (wrong) wrong.focus();
  else if (next) next.focus();
  else if (panel && !panel.contains(document.activeElement)) panel.querySelector("button")?.focus();
  else if (isElsewhere) { document.querySelector("main").focus({ preventScroll: true }); scrollTo(0, 0); }
  else if (!document.activeElement || document.activeElement === document.body)
    (id && document.getElementById(id) || document.querySelector("main")).focus({ preventScroll: true });
}

const MARKED = 2000; // milliseconds for which a page number that changed is marked

function foliosOf() {
  return new Map([...document.querySelectorAll(".folio")].map((each) => [each.id, each.textContent]));
}

/** Mark the page numbers that are otherwise than they were. */
function markFolios(before) {
  for (const [id, number] of foliosOf()) {
    if (!before.has(id) || before.get(id) === number) continue;
    const folio = document.getElementById(id);
    folio.classList.add("changed");
    setTimeout(() => folio.classList.remove("changed"), MARKED);
  }
}

let waiting = 0;
/** Say what has happened, once, when the focus has come to rest. */
export function say(text) {
  const said = document.getElementById("said");
  clearTimeout(waiting);
  if (!text) return;
  said.textContent = "";
  waiting = setTimeout(() => { said.textContent = text; }, SAID_AFTER);
}

/** Make one element like another, and keep those of its parts that are in both. */
export function morph(old, fresh) {
  if (old.hasAttribute?.("data-keep")) return;
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old instanceof HTMLInputElement && old !== document.activeElement && !old.hasAttribute("data-typed")) {
    old.value = fresh.getAttribute("value") ?? ""; old.checked = fresh.hasAttribute("checked");
  }
  if (old instanceof HTMLTextAreaElement) {
    if (old !== document.activeElement && !old.hasAttribute("data-typed")) old.value = fresh.value;
    return;
  }
  const byId = new Map([...old.children].filter((each) => each.id).map((each) => [each.id, each]));
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    let found = wanted.id ? byId.get(wanted.id) : null;
    if (!found && next && !next.id && !wanted.id && next.nodeName === wanted.nodeName) found = next;
    if (found && found.nodeName === wanted.nodeName) {
      if (found === next) next = next.nextSibling;
      else move(old, found, next);
      if (found.nodeType === Node.ELEMENT_NODE) morph(found, wanted);
      else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
    } else old.insertBefore(document.adoptNode(wanted), next);
  }
  while (next) { const gone = next; next = next.nextSibling; gone.remove(); }
}

/** Move an element without taking it out, where the browser can: it keeps the focus then. */
function move(parent, node, before) {
  if (parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function tidyAddress() {
  const url = new URL(location.href);
  if (url.searchParams.has("said")) {
    url.searchParams.delete("said");
    history.replaceState(null, "", url);
  }
}
