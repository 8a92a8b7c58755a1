// A picture that is dropped, pasted or chosen → what it shows, asked at once → its mark in the text.
import { field } from "./caret.js";
import { block } from "./toolbar.js";
import { say } from "./swap.js";

const waiting = []; // pictures for which nothing is said yet
let shown = "";

/** Take pictures where they come, one after another. */
export function putPictures() {
  for (const kind of ["dragover", "drop", "paste"]) document.addEventListener(kind, (event) => {
    const text = field();
    if (!text || event.target !== text) return;
    const held = event.dataTransfer ?? event.clipboardData;
    if (kind === "dragover") { if ([...held.types].includes("Files")) event.preventDefault(); return; }
    const found = [...held.files].filter((file) => file.type.startsWith("image/"));
    if (!found.length) return;
    event.preventDefault();
    waiting.push(...found);
    next();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "picture-file") {
      waiting.splice(0, waiting.length, ...[...event.target.files].slice(1));
      look(event.target.files[0]);
    }
    if (event.target.id === "picture-decorative") needs(event.target.checked);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.hasAttribute("data-picture")) return;
    event.preventDefault();
    send(event.target);
  }, true);
}

/** Ask of the next picture what it shows. */
function next() {
  const input = document.getElementById("picture-file"), file = waiting.shift();
  if (!file) return;
  const held = new DataTransfer();
  held.items.add(file);
  input.files = held.files;
  document.getElementById("picture-panel").open = true;
  look(file);
  const says = document.getElementById("picture-says");
  says.value = "";
  document.getElementById("picture-decorative").checked = false;
  needs(false);
  says.focus();
  say(`What does ${file.name} show? Write it, or tick that it is decorative.`);
}

function needs(isDecorative) {
  document.getElementById("picture-says").required = !isDecorative;
}

function look(file) {
  const place = document.getElementById("picture-seen");
  URL.revokeObjectURL(shown);
  place.replaceChildren();
  if (!file) return;
  shown = URL.createObjectURL(file);
  const picture = Object.assign(document.createElement("img"), { src: shown, alt: "" });
  picture.addEventListener("error", () => picture.remove()); // of a kind that this browser does not show
  place.append(picture);
}

async function send(form) {
  const text = field(), body = new FormData(form);
  if (form.isSending || !text) return;
  form.isSending = true;
  body.delete("file");
  body.append("file", form.elements.file.files[0]);
  let page;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return say("The studio does not answer. The picture is still here: put it in again.");
  } finally { form.isSending = false; }
  const mark = page.getElementById("picture-mark")?.textContent;
  if (!mark) return say(page.getElementById("wrong")?.textContent.trim() || "The picture was not taken.");
  const behind = text.value.indexOf("\n\n", text.selectionEnd), at = behind < 0 ? text.value.trimEnd().length : behind;
  block(text, [mark], at, at);
  text.setSelectionRange(text.selectionEnd, text.selectionEnd);
  form.reset();
  look(null);
  needs(false);
  document.getElementById("picture-panel").open = false;
  say("The picture is in the text.");
  next();
}
