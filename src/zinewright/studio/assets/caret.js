// A place in a text → the same place in the text as it is after a change, and the caret on a line.

const MOST = 4_000_000; // pairs of lines that are compared at most

/** The text of the piece that is open. */
export const field = () => document.querySelector("form[data-draft] #text");

/** Put words in the place of a part of a text, as if they were typed: the browser can undo it. */
export function type(text, words, from = text.selectionStart, to = text.selectionEnd) {
  text.focus({ preventScroll: true });
  text.setSelectionRange(from, to);
  if (from === to && !words) return;
  if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
  text.setRangeText(words, from, to, "end");
  text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
}

/** The line of the file on which a place of the text is; without one, that of the caret. */
export function lineAt(text, place = text.selectionStart) {
  return Number(text.dataset.firstLine) + text.value.slice(0, place).split("\n").length - 1;
}

/** Where a line of the file begins in the text, and where it ends. */
export function spanOf(text, line) {
  const lines = text.value.split("\n"), number = Math.min(Math.max(line - Number(text.dataset.firstLine), 0), lines.length - 1);
  const start = lines.slice(0, number).reduce((sum, each) => sum + each.length + 1, 0);
  return [start, start + lines[number].length];
}

/** Mark a part of a text and bring it into view. */
export function goTo(text, from, to = from) {
  text.blur(); // a browser brings the caret into view where the focus comes anew
  text.setSelectionRange(from, to);
  text.focus();
}

/** Whatever names a line of the text that is open puts the caret there. */
export function goToLines() {
  document.addEventListener("click", (event) => {
    const by = event.target.closest?.("button.to-line, .preview a[href*='?line=']"), text = field();
    if (!by || !text || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const line = by.value || new URL(by.href).searchParams.get("line");
    goTo(text, ...spanOf(text, Number(line)));
  });
}

/** Let a text be another one; the caret stays where it is among the words around it. */
export function takeOver(text, now) {
  const was = text.value;
  if (was === now) return;
  const { selectionStart: from, selectionEnd: to, scrollTop: top } = text;
  const place = placer(was, now);
  if (document.activeElement === text) {
    const [start, end] = same(was, now);
    type(text, now.slice(start, now.length - end), start, was.length - end);
  }
  if (text.value !== now) text.value = now;
  text.setSelectionRange(place(from), place(to));
  text.scrollTop = top;
}

/** What was typed into `sent` meanwhile, put into what became of it; null where both touch one place. */
export function rebased(sent, mine, theirs) {
  const [start, end] = same(sent, mine), place = placer(sent, theirs);
  const [from, to] = [place(start), place(sent.length - end)];
  if (theirs.slice(from, to) !== sent.slice(start, sent.length - end)) return null;
  return theirs.slice(0, from) + mine.slice(start, mine.length - end) + theirs.slice(to);
}

/** How many letters two texts begin with, and how many they end with. */
function same(one, other) {
  const least = Math.min(one.length, other.length);
  let start = 0, end = 0;
  while (start < least && one[start] === other[start]) start++;
  while (end < least - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return [start, end];
}

/** A function: a place in one text → the same place in another, line by line, then by letters. */
export function placer(was, now) {
  const before = was.split("\n"), after = now.split("\n"), pairs = pairsOf(before, after);
  const starts = (lines) => { let at = 0; return lines.map((line) => { const start = at; at += line.length + 1; return start; }); };
  const [old, fresh] = [starts(before), starts(after)];
  return (place) => {
    let line = old.findLastIndex((start) => start <= place);
    if (pairs.has(line)) return fresh[pairs.get(line)] + place - old[line];
    let first = line, last = line; // the lines that are otherwise, around the place
    while (first > 0 && !pairs.has(first - 1)) first--;
    while (last + 1 < before.length && !pairs.has(last + 1)) last++;
    const from = first ? pairs.get(first - 1) + 1 : 0;
    const to = last + 1 < before.length ? pairs.get(last + 1) : after.length;
    const one = before.slice(first, last + 1).join("\n"), other = after.slice(from, to).join("\n");
    const [start, end] = same(one, other), at = place - old[first];
    const moved = at <= start ? at : at >= one.length - end ? other.length - (one.length - at) : Math.min(at, other.length - end);
    return Math.min((fresh[from] ?? now.length) + moved, now.length);
  };
}

/** Which line of one text is which of another: the longest row of lines that are in both. */
function pairsOf(before, after) {
  const pairs = new Map(), least = Math.min(before.length, after.length);
  let start = 0, end = 0;
  for (; start < least && before[start] === after[start]; start++) pairs.set(start, start);
  for (; end < least - start && before[before.length - 1 - end] === after[after.length - 1 - end]; end++)
    pairs.set(before.length - 1 - end, after.length - 1 - end);
  const rows = before.length - start - end, columns = after.length - start - end;
  if (!rows || !columns || rows * columns > MOST) return pairs;
  const width = columns + 1, length = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      length[row * width + column] = before[start + row] === after[start + column]
        ? length[(row + 1) * width + column + 1] + 1
        : Math.max(length[(row + 1) * width + column], length[row * width + column + 1]);
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (before[start + row] === after[start + column]) pairs.set(start + row++, start + column++);
    else if (length[(row + 1) * width + column] >= length[row * width + column + 1]) row++;
    else column++;
  }
  return pairs;
}
