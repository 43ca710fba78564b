// The line at the bottom: Enter sends, Shift+Enter breaks, Up and Down walk through what was typed before.
import { $ } from "./dom.js";
import { hint } from "./hint.js";
import { draft, typed } from "./kept.js";

const text = $("text");
let place = { person: "", room: "" };
let back = 0;

export function openComposer(person, room, placeholder) {
  place = { person, room };
  text.placeholder = placeholder;
  put(draft.of(person, room));
}

export function onSaid(say) {
  const submit = () => {
    const line = text.value.trim();
    if (!line) return;
    typed.keep(place.person, line);
    put("");
    say(line);
  };
  $("composer").addEventListener("submit", event => { event.preventDefault(); submit(); });
  text.addEventListener("keydown", event => {
    // While an input method is open, Enter takes its suggestion.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
    if (event.key === "ArrowUp" && canRecall()) recall(event, back + 1);
    if (event.key === "ArrowDown" && back > 0) recall(event, back - 1);
  });
}

const lines = () => typed.of(place.person);
const canRecall = () => text.value === "" || (back > 0 && text.value === lines().at(-back));

function recall(event, to) {
  if (to > lines().length) return;
  event.preventDefault();
  put(to === 0 ? "" : lines().at(-to));
  back = to;
}

function put(value) {
  text.value = value;
  back = 0;
  changed();
}

function changed() {
  draft.keep(place.person, place.room, text.value);
  hint(place.person, place.room, text.value);
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

text.addEventListener("input", () => { back = 0; changed(); });
