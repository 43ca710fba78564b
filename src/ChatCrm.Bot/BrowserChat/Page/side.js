// Left: who I am, and my rooms. Below 700 px it is a drawer.
import { $, make } from "./dom.js";
import { words } from "./words.js";

const side = $("side");
const menu = $("menu");
const shade = $("shade");

export const nameOf = room => room.audience === "Direct" ? words.direct : `#${room.name}`;

export const noteOf = room => ({ Direct: words.directNote, Members: words.membersNote, External: words.externalNote })[room.audience];

export function showPeople(people, chosen, choose) {
  $("iam").replaceChildren(...people.map(person => make("option", { value: person.handle, selected: person.handle === chosen }, person.name)));
  $("iam").onchange = event => choose(event.target.value);
}

/** `unread` gives the number of unread messages of a room's key. */
export function showRooms(rooms, chosen, unread, choose) {
  const focused = document.activeElement?.dataset?.room;
  $("rooms").replaceChildren(...rooms.map(room => make("li", {}, entry(room, room.key === chosen, unread(room.key), choose))));
  if (focused) $("rooms").querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
  const others = rooms.reduce((sum, room) => sum + (room.key === chosen ? 0 : unread(room.key)), 0);
  $("menu-unread").hidden = others === 0;
  document.title = others ? `(${others}) ChatCrm` : "ChatCrm";
}

function entry(room, isChosen, count, choose) {
  return make("button", { type: "button", "data-room": room.key, "aria-current": isChosen ? "true" : null, onclick: () => { drawer(false); choose(room.key); } },
    make("span", { class: "name" }, nameOf(room)),
    room.audience === "External" && make("span", { class: "quiet" }, words.guest),
    count > 0 && make("span", { class: "unread" }, make("span", { "aria-hidden": "true" }, String(count)), make("span", { class: "hidden" }, words.unread(count))));
}

function drawer(isOpen) {
  const wasOpen = side.classList.contains("open");
  side.classList.toggle("open", isOpen);
  shade.hidden = !isOpen;
  menu.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) $("iam").focus(); else if (wasOpen) menu.focus();
}

menu.addEventListener("click", () => drawer(!side.classList.contains("open")));
shade.addEventListener("click", () => drawer(false));
side.addEventListener("keydown", event => { if (event.key === "Escape") drawer(false); });
