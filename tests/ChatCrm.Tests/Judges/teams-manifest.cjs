// Reads an app manifest, or a file of its words in another language ("Localization"), as JSON from standard input and prints what Microsoft's schema of that version objects to.
const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");

const schemas = path.join(path.dirname(require.resolve("@microsoft/app-manifest/package.json")), "build", "json-schemas", "teams");

// Some of the files begin with a byte order mark.
const read = (...at) => JSON.parse(fs.readFileSync(path.join(schemas, ...at), "utf8").replace(/^\uFEFF/, ""));

const [version, kind] = process.argv.slice(2);
// Some patterns were written before JavaScript knew Unicode in them.
const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
addFormats(ajv);
const validate = ajv.compile(read(`v${version}`, kind ? `MicrosoftTeams.${kind}.schema.json` : "MicrosoftTeams.schema.json"));

const valid = validate(JSON.parse(fs.readFileSync(0, "utf8")));
for (const error of validate.errors ?? []) console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
process.exitCode = valid ? 0 : 1;
