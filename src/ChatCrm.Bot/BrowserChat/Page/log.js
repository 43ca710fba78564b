// The conversation: messages of the room that is open, and acts that are still under way.
import { draw } from "./cards.js";
import { $, make } from "./dom.js";
import { words } from "./words.js";

const log = $("log");
const newer = $("newer");

/** How the open room is read: {language, zone, isShared, act}. */
let reading = {};

export function open(messages, how) {
  reading = how;
  log.replaceChildren();
  log.dataset.empty = words.empty;
  for (const message of [...messages].sort((a, b) => a.order - b.order)) put(message);
  toEnd();
}

/** Shows a message, or what became of it, at its place. */
export function upsert(message) {
  const [atEnd, isNew] = [isAtEnd(), find(message.id) === null];
  put(message);
  if (atEnd || message.from) toEnd(); else if (isNew) newer.hidden = false;
}

export const remove = message => { find(message.id)?.remove(); separate(); };

const find = id => log.querySelector(`[data-message="${CSS.escape(id)}"]`);

function put(message) {
  const element = drawn(message);
  const old = find(message.id);
  const hadFocus = old?.contains(document.activeElement);
  if (old) old.replaceWith(element);
  else log.insertBefore(element, [...log.querySelectorAll("article")].find(other => Number(other.dataset.order ?? Infinity) > message.order) ?? null);
  if (message.from) log.querySelector(`[data-act="${CSS.escape(message.id.replace(/^u-/, ""))}"] .said`)?.remove();
  if (hadFocus) { element.tabIndex = -1; element.focus({ preventScroll: true }); }
  separate();
}

function drawn(message) {
  const article = make("article", { "data-message": message.id, "data-order": message.order, "data-day": dayOf(message.at), class: message.from ? "mine" : "ours" },
    make("p", { class: "about" },
      make("b", { dir: "auto" }, message.name ?? "ChatCrm"),
      make("time", { datetime: message.at, title: format(message.at, { dateStyle: "full", timeStyle: "short" }) }, format(message.at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })),
      message.onlyYou && make("span", { class: "only-you" }, words.onlyYou)));
  article.append(message.card ? cardOf(message, article) : said(message.text));
  return article;
}

const said = text => make("p", { class: "said", dir: "auto" }, text);

function cardOf(message, article) {
  const { element, card } = draw(message.card, action => reading.act(message, action, card, article));
  return make("div", { class: "card" }, element);
}

/** An act under way: its line, where it has one, and how it stands: working, still or failed. */
export function showAct(act, state = "working", { retry, forget } = {}) {
  const stay = isAtEnd();
  const old = log.querySelector(`[data-act="${act.id}"]`);
  const isEchoed = find(`u-${act.id}`) !== null;
  const element = make("article", { "data-act": act.id, "data-state": state, class: "mine" },
    act.line !== undefined && !isEchoed && said(act.line),
    make("p", { class: "state quiet" }, words[state],
      retry && make("button", { type: "button", onclick: retry }, words.retry),
      forget && make("button", { type: "button", onclick: forget }, words.remove)));
  if (old) old.replaceWith(element); else log.append(element);
  // A press must not move what is pressed: the second click of two would hit something else.
  if (stay || (!old && act.line !== undefined) || state === "failed") toEnd();
}

export const dropAct = id => log.querySelector(`[data-act="${id}"]`)?.remove();

const format = (at, options) => new Intl.DateTimeFormat(reading.language, { timeZone: reading.zone, ...options }).format(new Date(at));

const dayOf = at => format(at, { weekday: "long", day: "numeric", month: "long" });

/** A line with the date before each day's first message, where the room spans days. */
function separate() {
  log.querySelectorAll(".day").forEach(line => line.remove());
  let day = null;
  for (const article of log.querySelectorAll("article[data-day]")) {
    if (article.dataset.day !== day) article.before(make("p", { class: "day quiet" }, article.dataset.day));
    day = article.dataset.day;
  }
}

const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;

function toEnd() {
  log.scrollTop = log.scrollHeight;
  newer.hidden = true;
}

newer.addEventListener("click", toEnd);
log.addEventListener("scroll", () => { if (isAtEnd()) newer.hidden = true; });
new ResizeObserver(() => { if (newer.hidden) toEnd(); }).observe(log);
