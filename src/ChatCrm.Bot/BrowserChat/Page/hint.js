// How the line would be read, shown while it is typed. Asking writes nothing; the last question wins.
import { $, make } from "./dom.js";
import { hintOf } from "./wire.js";

const pause = 150;
// Whoever listens hears it once the fingers rest, not at every letter.
const rest = 1200;

let timer = 0;
let voice = 0;
let asked = new AbortController();

/** Shows how a line would be read by the product for this person in this room; nothing for an empty line. */
export function hint(person, room, line) {
  clearTimeout(timer);
  asked.abort();
  if (line.trim() === "") return show([]);
  const question = asked = new AbortController();
  timer = setTimeout(async () => {
    const pieces = await hintOf(person, room, line, question.signal);
    if (!question.signal.aborted) show(pieces);
  }, pause);
}

function show(pieces) {
  const reading = $("reading");
  reading.replaceChildren(...pieces.map(({ text, theirs }) => theirs ? make("bdi", {}, text) : text));
  clearTimeout(voice);
  voice = setTimeout(() => { $("reading-said").textContent = reading.textContent; }, pieces.length === 0 ? 0 : rest);
}
