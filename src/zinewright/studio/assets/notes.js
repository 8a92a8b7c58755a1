// Keys for those who want them (WCAG 2.2, 2.1.4: they are told on the page, and can be switched
// off), and words marked in the text → the paragraphs of a passage.

const HELD = "keys of notes";

/** j and k go from one suggestion to the next and back; a accepts, d dismisses, u undoes. */
export function decideByKeys() {
  document.addEventListener("keydown", (event) => {
    if (!document.querySelector("[data-keys]")?.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^(TEXTAREA|SELECT)$/.test(event.target.nodeName) || event.target.matches("input:not([type=checkbox], [type=radio])")) return;
    const notes = [...document.querySelectorAll("[data-note=suggested]")];
    const at = notes.indexOf(event.target.closest("[data-note]"));
    const acts = {
      j: () => go(notes[at + 1] ?? notes[0]),
      k: () => go(notes.at(at < 1 ? notes.length - 1 : at - 1)),
      a: () => notes[at]?.querySelector("[data-accept]")?.click(),
      d: () => notes[at]?.querySelector("[data-dismiss]")?.click(),
      u: () => document.getElementById("undo")?.click(),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) localStorage.setItem(HELD, event.target.checked ? "on" : "off");
  });
  document.addEventListener("focusin", (event) => show(event.target.closest("[data-note]")));
  document.addEventListener("selectionchange", choose);
  document.addEventListener("shown", begin);
  begin();
}

function begin() {
  const told = document.querySelector("[data-keys-told]");
  if (!told) return;
  told.hidden = false;
  told.querySelector("input").checked = localStorage.getItem(HELD) !== "off";
}

function go(note) {
  note?.querySelector("[data-accept]")?.focus();
}

/** The sentences of the note that has the focus are brought into view beside it. */
function show(note) {
  if (!note) return;
  for (const mark of document.querySelectorAll("mark.shown")) mark.classList.remove("shown");
  const marks = [...note.querySelectorAll("a[href^='#m']")].map((link) => document.querySelector(link.getAttribute("href")));
  for (const mark of marks) mark?.classList.add("shown");
  if (matchMedia("(min-width: 70rem)").matches) marks[0]?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function choose() {
  const form = document.querySelector("[data-passage]"), marked = getSelection();
  if (!form || !marked.rangeCount || marked.isCollapsed) return;
  const lineOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-marked] [data-line]")?.dataset.line;
  const range = marked.getRangeAt(0), first = lineOf(range.startContainer), last = lineOf(range.endContainer);
  if (!first || !last) return;
  form.elements.first.value = first;
  form.elements.last.value = last;
}
