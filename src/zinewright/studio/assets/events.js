// What happens elsewhere → this page, by one line that stays open (server-sent events).

import { say } from "./swap.js";

const REST = 120; // milliseconds in which several changes count as one

/** Call `again` whenever something that this page shows is otherwise. */
export function listen(again) {
  let source, waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(again, REST); };
  const open = () => {
    source?.close();
    const piece = document.querySelector("[data-piece]")?.dataset.piece ?? "";
    source = new EventSource(`/events?piece=${encodeURIComponent(piece)}`);
    source.piece = piece;
    for (const kind of ["changed", "pages", "progress"]) source.addEventListener(kind, soon);
    source.addEventListener("progress", (event) => say(JSON.parse(event.data).said));
    source.addEventListener("presence", (event) => tellWho(JSON.parse(event.data)));
  };
  open();
  document.addEventListener("shown", () => {
    if ((document.querySelector("[data-piece]")?.dataset.piece ?? "") !== source.piece) open();
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) { open(); soon(); } });
}

function tellWho({ piece, names }) {
  const place = document.getElementById("presence");
  const form = document.querySelector("[data-piece]");
  if (!place || form?.dataset.piece !== piece) return;
  place.textContent = openTo(names);
}

/** As the page of the room says it. */
function openTo(names) {
  const people = [...new Set(names)];
  if (people.length > 1) return `${people.join(" and ")} have this piece open.`;
  return names.length > 1 ? `${people[0]} has this piece open ${names.length} times; what is written in one shows in all.` : "";
}
