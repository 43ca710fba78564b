// Reads an iCalendar file from standard input with Mozilla's parser and prints its events as JSON: what a program that subscribes to it makes of it.
const fs = require("node:fs");

(async () => {
  const ICAL = (await import("ical.js")).default;
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(0, "utf8")));
  const value = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? "";
  console.log(JSON.stringify({
    events: calendar.getAllSubcomponents("vevent").map(event => ({
      uid: value(event, "uid"), summary: value(event, "summary"), description: value(event, "description"), start: value(event, "dtstart"), end: value(event, "dtend"), changed: value(event, "last-modified"),
    })),
  }));
})();
