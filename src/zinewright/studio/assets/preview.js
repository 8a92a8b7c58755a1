// The pages of the piece as they are now, beside the text: where the caret is, there they are shown.
import { field, lineAt } from "./caret.js";

const REST = 150; // milliseconds in which a caret comes to rest
const SEEN = 2000; // milliseconds for which a page that is otherwise is marked

let renewing = null, isOld = false, resting = 0, last = null;

/** Show the pages, again after each save, and keep the page of the caret in view. */
export function showPages() {
  const begin = () => {
    const place = document.querySelector(".preview");
    if (!place || place.begun) return;
    place.begun = true;
    renew();
  };
  for (const kind of ["saved", "text-taken"]) document.addEventListener(kind, renew);
  document.addEventListener("shown", begin);
  document.addEventListener("selectionchange", () => {
    clearTimeout(resting);
    if (document.activeElement === field()) resting = setTimeout(follow, REST);
  });
  begin();
}

/** Comes to its end when the pages are those of the text that was saved last. */
export const settled = async () => { while (renewing) await renewing; };

/** One renewal at a time: what is saved meanwhile is shown by the next one. */
function renew() {
  isOld = true;
  renewing ??= (async () => {
    while (isOld) { isOld = false; await renewed(document.querySelector(".preview")); }
  })().finally(() => { renewing = null; });
}

async function renewed(place) {
  if (!place) return;
  let page;
  try {
    const answer = await fetch(place.dataset.src);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { return; } // the pages stay as they were
  const wrong = page.getElementById("pages-wrong") ?? page.getElementById("wrong");
  const fresh = [...page.querySelectorAll("#pages > figure")];
  tell(place, wrong);
  if (!fresh.length) return;
  const old = place.querySelectorAll("figure.page");
  await Promise.all(fresh.map((each, at) => each.dataset.digest === old[at]?.dataset.digest ? null : ready(each)));
  const isFirst = !old.length;
  fresh.forEach((each, at) => set(place, old[at], each, isFirst));
  for (const gone of [...old].slice(fresh.length)) gone.remove();
  follow(true);
}

/** A picture that can be shown at once, so that nothing flickers. */
function ready(figure) {
  const picture = new Image();
  picture.src = figure.querySelector("img").getAttribute("src");
  return picture.decode().then(() => {
    const shown = figure.querySelector("img");
    shown.setAttribute("width", picture.naturalWidth);
    shown.setAttribute("height", picture.naturalHeight);
  }).catch(() => {});
}

/** One page: only what is otherwise is set anew. */
function set(place, old, fresh, isFirst) {
  if (!old) {
    place.append(document.adoptNode(fresh));
    if (!isFirst) mark(fresh);
    return;
  }
  const isSame = old.dataset.digest === fresh.dataset.digest;
  old.dataset.line = fresh.dataset.line;
  old.querySelector("a").href = fresh.querySelector("a").getAttribute("href");
  old.querySelector("figcaption").textContent = fresh.querySelector("figcaption").textContent;
  if (isSame) return;
  old.dataset.digest = fresh.dataset.digest;
  for (const { name, value } of fresh.querySelector("img").attributes) old.querySelector("img").setAttribute(name, value);
  mark(old);
}

function mark(figure) {
  clearTimeout(figure.marked);
  figure.classList.add("changed");
  figure.marked = setTimeout(() => figure.classList.remove("changed"), SEEN);
}

/** What stands in the way of the pages; those of before stay. */
function tell(place, wrong) {
  const told = place.querySelector("#pages-told");
  const words = wrong ? [...wrong.querySelectorAll("li")].map((each) => each.textContent.replace(/\s+/g, " ").trim()).join(" ") : "";
  const said = words && `The pages are those of before, until this is mended: ${words}`;
  if (told.textContent !== said) told.textContent = said;
}

/** Bring the page of the caret into view in its own frame; the window stays where it is. */
function follow(isNew = false) {
  const place = document.querySelector(".preview"), text = field();
  if (!place || !text) return;
  const pages = [...place.querySelectorAll("figure.page")], line = lineAt(text);
  const page = pages.findLast((each) => Number(each.dataset.line) <= line) ?? pages[0];
  for (const each of pages) each.toggleAttribute("data-here", each === page);
  const isSame = page === last;
  last = page;
  if (!page || (isSame && isNew !== true) || place.scrollHeight <= place.clientHeight + 1) return;
  const frame = place.getBoundingClientRect(), seen = page.getBoundingClientRect();
  if (seen.top < frame.bottom - frame.height / 3 && seen.bottom > frame.top + frame.height / 3 && isSame) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollTo({ top: place.scrollTop + seen.top - frame.top, behavior: isStill ? "auto" : "smooth" });
}
