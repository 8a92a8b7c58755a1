// Words in the text of a piece: found, and replaced as if they were typed. Ctrl+F stays the browser's.
import { field, goTo, type } from "./caret.js";

/** The form below the text. */
export function findWords() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-find] [data-do]");
    if (button) ACTS[button.dataset.do](button.form);
  });
  document.addEventListener("input", (event) => { if (event.target.closest?.("[data-find]")) count(event.target.form); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.id !== "find-words") return;
    event.preventDefault();
    ACTS.next(event.target.form);
  });
}

function places(form) {
  const find = form.elements.find.value, pattern = find.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return find ? [...field().value.matchAll(new RegExp(pattern, form.elements.exact.checked ? "gu" : "giu"))] : [];
}

function count(form, said = "") {
  const number = places(form).length, times = (many) => `${many} ${many === 1 ? "time" : "times"}`;
  tell(said || (form.elements.find.value ? `${number ? times(number) : "Not"} in this text.` : ""));
}

function tell(words) { document.getElementById("find-count").textContent = words; }

const ACTS = {
  next(form) {
    const text = field(), all = places(form);
    const found = all.findIndex((each) => each.index >= text.selectionEnd), at = found < 0 ? 0 : found;
    if (!all.length) return count(form);
    const by = document.activeElement;
    goTo(text, all[at].index, all[at].index + all[at][0].length);
    if (form.contains(by)) by.focus({ preventScroll: true }); // so that the next one is a key away
    count(form, `${at + 1} of ${all.length}.`);
  },
  one(form) {
    const text = field(), by = document.activeElement;
    const here = places(form).find((each) => each.index === text.selectionStart && each.index + each[0].length === text.selectionEnd);
    if (here) type(text, form.elements.with.value);
    ACTS.next(form);
    if (form.contains(by)) by.focus({ preventScroll: true });
  },
  all(form) {
    const text = field(), all = places(form), by = document.activeElement;
    if (!all.length) return count(form);
    const from = all[0].index, to = all.at(-1).index + all.at(-1)[0].length;
    let now = "", at = from;
    for (const each of all) { now += text.value.slice(at, each.index) + form.elements.with.value; at = each.index + each[0].length; }
    type(text, now, from, to); // one step for the browser's undo
    if (form.contains(by)) by.focus({ preventScroll: true });
    tell(`Replaced ${all.length} ${all.length === 1 ? "time" : "times"}. Ctrl+Z in the text takes it back.`);
  },
};
