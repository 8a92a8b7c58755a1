// Moving a piece by keys, and by dragging its grip with a pointer or a finger. The buttons do the
// same, and need neither.
import { send, say } from "./swap.js";

const KEYS = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" };

/** Alt and an arrow, Home or End, anywhere in a row; Ctrl and Z takes back. */
export function moveByKeys() {
  document.addEventListener("keydown", (event) => {
    const list = document.querySelector("[data-order]");
    if (!list) return;
    const row = event.target.closest?.("[data-order] > li");
    if (event.altKey && !event.ctrlKey && !event.metaKey && row && KEYS[event.key]) {
      event.preventDefault();
      moveRow(row, KEYS[event.key]);
    } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z"
               && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName)) {
      event.preventDefault();
      document.getElementById("undo")?.click();
    }
  });
}

async function moveRow(row, way, where = "") {
  const form = row.closest("form"), name = row.dataset.name;
  const sent = document.createElement("form");
  sent.setAttribute("method", "post");
  sent.setAttribute("action", form.getAttribute("action"));
  for (const [key, value] of Object.entries({ way, name, where })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: key, value });
    sent.append(field);
  }
  await send(sent);
  const moved = document.getElementById(`row-${name}`);
  moved?.classList.add("moved");
  setTimeout(() => moved?.classList.remove("moved"), 2000);
  moved?.scrollIntoView({ block: "nearest" });
}

/** A row follows the pointer by its grip; where it is let go, it stays. Escape puts it back. */
export function moveByDragging() {
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    const row = grip.closest("li"), list = row.parentElement, began = row.nextElementSibling;
    row.classList.add("held");
    grip.setPointerCapture(event.pointerId);
    const follow = (at) => {
      const over = [...list.children].filter((each) => each !== row)
        .find((each) => at.clientY < each.getBoundingClientRect().top + each.offsetHeight / 2);
      if ((over ?? null) !== row.nextElementSibling) list.insertBefore(row, over ?? null);
    };
    const end = (isKept) => {
      row.classList.remove("held");
      for (const [kind, what] of listeners) removeEventListener(kind, what);
      if (!isKept) return list.insertBefore(row, began);
      if (row.nextElementSibling === began) return;
      const before = row.previousElementSibling;
      moveRow(row, "to", before ? `after ${before.dataset.name}` : "first");
    };
    const listeners = [
      ["pointermove", follow], ["pointerup", () => end(true)], ["pointercancel", () => end(false)],
      ["keydown", (key) => { if (key.key === "Escape") { end(false); say(`${row.dataset.title} stays where it was.`); } }],
    ];
    for (const [kind, what] of listeners) addEventListener(kind, what);
  });
}
