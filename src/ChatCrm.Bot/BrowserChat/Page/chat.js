// The console: one person, one room, one conversation with the product.
import { dataOf, prepareCards } from "./cards.js";
import { onSaid, openComposer } from "./composer.js";
import { $ } from "./dom.js";
import * as form from "./form.js";
import { pending, seen } from "./kept.js";
import * as log from "./log.js";
import { searchWith } from "./lookup.js";
import { nameOf, noteOf, showPeople, showRooms } from "./side.js";
import { follow, newAct, NotSent, send, start } from "./wire.js";
import { speak, words } from "./words.js";

const state = { people: [], person: null, room: null, life: "", isBegun: false, messages: new Map(), acts: new Map(), stream: null };

const messagesIn = room => [...state.messages.values()].filter(message => message.room === room);
const languageOf = person => person.language ?? navigator.language;
const isHere = act => act.person === state.person.handle && act.room === state.room.key;

function become(handle, room) {
  state.stream?.close();
  if (form.isOpen()) form.close();
  state.person = state.people.find(person => person.handle === handle) ?? state.people[0];
  state.messages.clear();
  state.isBegun = false;
  state.room = null;
  speak(languageOf(state.person));
  showPeople(state.people, state.person.handle, other => become(other, state.room?.key));
  enter(room);
  state.stream = follow(state.person.handle, { restart, ready, upsert, remove, line });
}

function enter(key) {
  const rooms = state.person.rooms;
  state.room = rooms.find(room => room.key === key) ?? rooms[0];
  history.replaceState(null, "", `#${state.person.handle}/${state.room.key}`);
  $("room-name").textContent = nameOf(state.room);
  $("room-note").textContent = noteOf(state.room);
  showLog();
  openComposer(state.person.handle, state.room.key, words.placeholder);
  markSeen();
  $("text").focus();
}

function showLog() {
  log.open(messagesIn(state.room.key), { language: languageOf(state.person), zone: state.person.zone, act: press });
  for (const { act, standing, ways } of state.acts.values()) if (isHere(act)) log.showAct(act, standing, ways);
}

function restart() {
  state.messages.clear();
  showLog();
}

/** All that there was has come; told again whenever the stream comes back. A direct chat in which nothing was said yet begins with a welcome. */
function ready(life) {
  state.life = life;
  markSeen();
  if (state.isBegun) return;
  state.isBegun = true;
  document.body.dataset.ready = state.person.handle;
  for (const act of pending.all()) if (act.person === state.person.handle && !state.acts.has(act.id)) resume(act);
  form.reopen(state.person.handle, state.room.key);
  const direct = state.person.rooms.find(room => room.audience === "Direct");
  if (direct && messagesIn(direct.key).length === 0) send(newAct("arrived", state.person.handle, direct.key)).catch(() => {});
}

function upsert(message) {
  const isNew = !state.messages.has(message.id);
  state.messages.set(message.id, message);
  if (message.room === state.room.key) log.upsert(message);
  if (isNew) markSeen();
}

function remove(message) {
  state.messages.delete(message.id);
  if (message.room === state.room.key) log.remove(message);
  markSeen();
}

const line = isUp => { $("line").textContent = isUp ? "" : words.offline; };

function markSeen() {
  const last = Math.max(0, ...messagesIn(state.room.key).map(message => message.order));
  if (document.visibilityState === "visible" && state.life) seen.keep(state.life, state.person.handle, state.room.key, last);
  showRooms(state.person.rooms, state.room.key, unread, enter);
}

function unread(room) {
  const read = seen.of(state.life, state.person.handle, room);
  return messagesIn(room).filter(message => message.order > read && message.from !== state.person.handle).length;
}

/** Delivers an act that must not be lost: it stays, with its text, until it is answered or removed. */
async function resume(act) {
  const show = (standing, ways) => {
    state.acts.set(act.id, { act, standing, ways });
    if (isHere(act)) log.showAct(act, standing, ways);
  };
  const drop = () => {
    pending.drop(act.id);
    state.acts.delete(act.id);
    log.dropAct(act.id);
  };
  show("working");
  try {
    const answer = await send(act, () => show("still"));
    drop();
    if (answer.form && isHere(act)) form.ask(answer.form, { person: act.person, room: act.room, message: act.message });
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    show("failed", { retry: () => resume(act), forget: drop });
  }
}

function deliver(act) {
  pending.keep(act);
  return resume(act);
}

async function press(message, action, card, article) {
  if (article.hasAttribute("aria-busy")) return;
  article.setAttribute("aria-busy", "true");
  await deliver(newAct("pressed", state.person.handle, state.room.key, { message: message.id, data: dataOf(action, card) }));
  article.removeAttribute("aria-busy");
}

async function search(lookup, query) {
  const answer = await send(newAct("lookedUp", state.person.handle, state.room.key, { lookup, query }));
  return answer.options ?? [];
}

onSaid(text => deliver(newAct("said", state.person.handle, state.room.key, { line: text })));
searchWith(search);
document.addEventListener("visibilitychange", () => state.room && markSeen());
prepareCards();
state.people = (await start()).people;
const [handle, ...room] = decodeURIComponent(location.hash.slice(1)).split("/");
become(handle, room.join("/"));
