// Reads each card named on the command line against the types with which Microsoft publishes the cards that Teams draws, and prints what is objected to.
// usage: node teams-cards.cjs <schema> <card> …   The schema is generated from the types where it is not there yet; the caller says where it is kept.
const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv");

const types = path.join(__dirname, "node_modules", "@microsoft", "teams.cards", "dist", "core.d.ts");

// The types are declared for import and exported at the end by name: the generator wants each exported where it stands.
const exported = (text) => text.replace(/^(type|interface|declare) /gm, "export $1 ").replace(/^export \{[^}]*\};?\s*$/m, "");

async function generate(file) {
  const { createGenerator } = await import("ts-json-schema-generator");
  const source = `${file}.${process.pid}.ts`;
  fs.writeFileSync(source, exported(fs.readFileSync(types, "utf8")));
  try {
    const schema = createGenerator({ path: source, type: "IAdaptiveCard", skipTypeCheck: true }).createSchema("IAdaptiveCard");
    fs.writeFileSync(source, JSON.stringify(schema));
    fs.renameSync(source, file);
  } finally {
    fs.rmSync(source, { force: true });
  }
}

// A choice among things that each name their type is decided by that name, so that an objection is to the thing that stands there.
function decided(schema, node) {
  if (Array.isArray(node)) return node.map((item) => decided(schema, item));
  if (node === null || typeof node !== "object") return node;
  // Clients take "attention" for "Attention"; the types do not say so.
  const { anyOf, ...rest } = Object.fromEntries(Object.entries(node).map(([name, value]) => [name === "enum" ? "words" : name, decided(schema, value)]));
  if (!anyOf) return rest;
  const named = (choice) => choice.$ref && schema.definitions[decodeURIComponent(choice.$ref.slice("#/definitions/".length))]?.properties?.type?.const;
  const byType = {};
  for (const choice of anyOf.filter(named)) (byType[named(choice)] ??= []).push(choice);
  const names = Object.keys(byType);
  if (names.length === 0) return { ...rest, anyOf };
  const then = { required: ["type"], properties: { type: { enum: names } }, allOf: names.map((name) => ({ if: { properties: { type: { const: name } } }, then: { anyOf: byType[name] } })) };
  const others = anyOf.filter((choice) => !named(choice));
  return others.length === 0 ? { ...rest, type: "object", ...then } : { ...rest, if: { type: "object" }, then, else: { anyOf: others } };
}

const vague = new Set(["if", "anyOf"]);

async function main([file, ...cards]) {
  if (!fs.existsSync(file)) await generate(file);
  const schema = JSON.parse(fs.readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addKeyword({ keyword: "words", type: "string", validate: (words, data) => words.some((word) => word.toLowerCase() === data.toLowerCase()) });
  const validate = ajv.compile(decided(schema, schema));
  const lines = cards.flatMap((card) => {
    validate(JSON.parse(fs.readFileSync(card, "utf8")));
    // That a choice failed says nothing beside why its thing did.
    return (validate.errors ?? []).filter((error, _, all) => !vague.has(error.keyword) || all.every((other) => vague.has(other.keyword))).map((error) => `${path.basename(card)}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  });
  console.log([...lines, `${cards.length} cards read`].join("\n"));
  process.exitCode = lines.length === 0 ? 0 : 1;
}

main(process.argv.slice(2));
