// The studio's pages work without this. With it, a form is answered in place, what others change
// shows up at once, and nothing that was typed is lost.
import { answerForms, refresh } from "./swap.js";
import { listen } from "./events.js";
import { moveByKeys, moveByDragging } from "./order.js";
import { keepDrafts } from "./drafts.js";
import { goToLines } from "./caret.js";
import { putMarks } from "./toolbar.js";
import { putPictures } from "./pictures.js";
import { findWords } from "./find.js";
import { settled, showPages } from "./preview.js";
import { decideByKeys } from "./notes.js";

document.documentElement.classList.add("scripted");
answerForms();
moveByKeys();
moveByDragging();
keepDrafts();
goToLines();
putMarks();
putPictures();
findWords();
showPages();
decideByKeys();
listen(() => settled().then(refresh)); // first the pages of what is being written
