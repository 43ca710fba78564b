// What must survive a reload of this tab: drafts, acts not yet answered, the open form, typed lines, what was read.
const read = key => JSON.parse(sessionStorage.getItem(key) ?? "null");
const write = (key, value) => value === null || value === "" ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, JSON.stringify(value));

export const draft = {
  of: (person, room) => read(`draft ${person} ${room}`) ?? "",
  keep: (person, room, text) => write(`draft ${person} ${room}`, text),
};

export const pending = {
  all: () => read("pending") ?? [],
  keep: act => write("pending", [...pending.all().filter(other => other.id !== act.id), act]),
  drop: id => write("pending", pending.all().filter(act => act.id !== id)),
};

export const openForm = {
  get: () => read("form"),
  keep: form => write("form", form),
};

export const typed = {
  of: person => read(`typed ${person}`) ?? [],
  keep: (person, line) => write(`typed ${person}`, [...typed.of(person).filter(other => other !== line), line].slice(-50)),
};

export const seen = {
  of: (life, person, room) => read(`seen ${life} ${person} ${room}`) ?? 0,
  keep: (life, person, room, order) => write(`seen ${life} ${person} ${room}`, order),
};
