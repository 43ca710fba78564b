// Reads each file named on the command line with Microsoft's own parser and prints what it objects to.
// The package's main file is a module that Node cannot load; its bundle can.
const fs = require("node:fs");
const path = require("node:path");
const { AdaptiveCard, CardElement, SerializationContext, ChoiceSetInput, ValidationEvent, Version } = require("adaptivecards/dist/adaptivecards.js");

// The parser does not know that the choices of a search come later (Data.Query).
const isEmptySearch = (event) =>
  event.event === ValidationEvent.CollectionCantBeEmpty && event.source instanceof ChoiceSetInput && event.source.choicesData?.type === "Data.Query";

function objections(file) {
  const json = JSON.parse(fs.readFileSync(file, "utf8"));
  // The parser's pattern for languages is a global one, so it remembers where it was and refuses every second card.
  CardElement.langProperty.regEx.lastIndex = 0;
  const context = new SerializationContext(new Version(1, 6));
  const card = new AdaptiveCard();
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  return [...parsed, ...card.validateProperties().validationEvents].filter((event) => !isEmptySearch(event)).map((event) => event.message);
}

const files = process.argv.slice(2);
const lines = files.flatMap((file) => objections(file).map((message) => `${path.basename(file)}: ${message}`));
console.log([...lines, `${files.length} cards read`].join("\n"));
process.exitCode = lines.length === 0 ? 0 : 1;
