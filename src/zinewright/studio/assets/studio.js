// The studio's pages work without this. With it, a form is answered in place, what others change
// shows up at once, and nothing that was typed is lost.
import { answerForms, refresh } from "./swap.js";
import { listen } from "./events.js";
import { moveByKeys, moveByDragging } from "./order.js";
import { keepDrafts } from "./drafts.js";
import { decideByKeys } from "./notes.js";

document.documentElement.classList.add("scripted");
answerForms();
moveByKeys();
moveByDragging();
keepDrafts();
decideByKeys();
listen(refresh);
