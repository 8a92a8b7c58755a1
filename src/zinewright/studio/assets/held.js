// Words that the server does not have yet → kept in this browser, a draft a page that is open.
// IndexedDB holds as much as the disk has room for; where there is none, the older store.

const SHELF = "drafts";
const own = Math.random().toString(36).slice(2); // this page, among others with the same piece
const isOpen = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("zine", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => resolve(null);
  } catch { resolve(null); }
});

/** Say that this page is open, so that no other takes its draft for one that was left behind. */
export function here(piece) {
  navigator.locks?.request(nameOf(piece), () => new Promise(() => {}));
}

/** Keep the draft of a piece; whether there was room for it. */
export async function hold(piece, draft) {
  try {
    const base = await isOpen;
    if (base) await done(base, "readwrite", (shelf) => shelf.put(draft, nameOf(piece)));
    else localStorage.setItem(nameOf(piece), JSON.stringify(draft));
    return true;
  } catch { return false; }
}

/** Let the draft of a piece go, by the name that it was found under or as that of this page. */
export async function letGo(piece, name = nameOf(piece)) {
  try {
    const base = await isOpen;
    if (base) await done(base, "readwrite", (shelf) => shelf.delete(name));
    else localStorage.removeItem(name);
  } catch { /* it is offered once more */ }
}

/** Drafts of a piece that pages left behind which are no longer open: [name, draft], the newest last. */
export async function leftBehind(piece) {
  const locks = await navigator.locks?.query?.();
  const inUse = new Set([nameOf(piece), ...(locks?.held ?? []).map((lock) => lock.name)]);
  try {
    const base = await isOpen, begins = `draft ${piece} `;
    const names = base ? await done(base, "readonly", (shelf) => shelf.getAllKeys(IDBKeyRange.bound(begins, `${begins}\uffff`)))
      : Object.keys(localStorage).filter((name) => name.startsWith(begins));
    const found = [];
    for (const name of names.filter((each) => !inUse.has(each)))
      found.push([name, base ? await done(base, "readonly", (shelf) => shelf.get(name)) : JSON.parse(localStorage.getItem(name))]);
    return found.filter(([, draft]) => draft?.values).sort(([, one], [, other]) => one.at - other.at);
  } catch { return []; }
}

const nameOf = (piece) => `draft ${piece} ${own}`;

function done(base, mode, work) {
  return new Promise((resolve, reject) => {
    const change = base.transaction(SHELF, mode), asked = work(change.objectStore(SHELF));
    change.oncomplete = () => resolve(asked.result);
    change.onerror = change.onabort = () => reject(change.error);
    change.commit?.(); // so that it is kept though the page goes away now
  });
}
