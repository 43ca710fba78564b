// Talking to the server. An act keeps its id however often it is posted, so repeating is always safe.
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

export class NotSent extends Error {}

export async function start() {
  return (await fetch("/console/start")).json();
}

async function post(act) {
  const response = await fetch("/console/turns", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(act),
  });
  if (response.status >= 500) throw new TypeError("the server failed");
  const answer = await response.json();
  if (!response.ok) throw new NotSent(answer.error);
  return answer;
}

/** Posts an act until it is answered; `still` is told each time that the answer takes longer. Throws NotSent when it cannot be delivered. */
export async function send(act, still = () => {}) {
  for (let failures = 0; ;) {
    try {
      const answer = await post(act);
      if (!answer.still) return answer;
      still();
      failures = 0;
    } catch (error) {
      if (error instanceof NotSent || ++failures === 3) throw new NotSent(error.message);
    }
    await wait(1000);
  }
}

/** Follows what a person sees; the browser reconnects by itself and says what it saw last. */
export function follow(person, { restart, ready, upsert, remove, line }) {
  const source = new EventSource(`/console/events?person=${encodeURIComponent(person)}`);
  const on = (name, handle) => source.addEventListener(name, event => handle(event.data && JSON.parse(event.data), event.lastEventId));
  on("restart", restart);
  on("ready", life => ready(life));
  on("message", upsert);
  on("update", upsert);
  on("delete", remove);
  source.onopen = () => line(true);
  source.onerror = () => line(false);
  return source;
}

export const newAct = (kind, person, room, rest) => ({ id: crypto.randomUUID(), person, room, kind, ...rest });

/** How a line would be read; nothing where the server does not say, or another question came first. */
export async function hintOf(person, room, line, signal) {
  try {
    const response = await fetch("/console/hint", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(newAct("said", person, room, { line })),
      signal,
    });
    return response.ok ? (await response.json()).pieces : [];
  } catch {
    return [];
  }
}
