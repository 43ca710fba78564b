// Reads an app manifest as JSON from standard input and prints what Slack's published schema objects to.
const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv");

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, "slack-manifest", name), "utf8"));
const published = "https://raw.githubusercontent.com/slackapi/manifest-schema/v0.5.0/schemas/";

// The schemas hold formats and keywords of Slack's own, which say nothing to a validator.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
for (const name of ["manifest.schema.1.0.0.json", "manifest.schema.2.0.0.json"]) ajv.addSchema(read(name), published + name);
const validate = ajv.compile(read("manifest.schema.json"));

const manifest = JSON.parse(fs.readFileSync(0, "utf8"));
const valid = validate(manifest);
for (const error of validate.errors ?? []) console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
process.exitCode = valid ? 0 : 1;
