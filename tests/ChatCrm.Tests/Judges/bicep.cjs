// Reads Bicep files, named as arguments or one from standard input, and prints as JSON what each declares and where its syntax is broken.
const fs = require("node:fs");
const { Parser, Language } = require("web-tree-sitter");

const unquoted = (text) => text.replace(/^'|'$/g, "");
const isExisting = (node) => node.children.some((child) => child.type === "existing");

// { a: { b: 1 } } and [{ a: 1 }] as ["a.b", "1"] and ["[].a", "1"]; what a condition or a loop holds stands where they stand.
function leaves(node, path = "") {
  if (node.type === "object") return properties(node).flatMap(([name, value]) => leaves(value, path ? `${path}.${name}` : name));
  if (node.type === "array") return node.namedChildren.flatMap((child) => leaves(child, `${path}[]`));
  if (node.type === "if_statement") return node.namedChildren.filter((child) => child.type === "object").flatMap((child) => leaves(child, path));
  return [[path, node.text]];
}

function properties(object) {
  return object.namedChildren.filter((child) => child.type === "object_property").map((child) => [unquoted(child.namedChildren[0].text), child.namedChildren[1]]);
}

// Names that are used: neither declared, nor a property's, nor a function's.
function uses(root) {
  const begins = (parent) => ["object_property", "call_expression", "for_statement"].includes(parent.type) || parent.type.endsWith("_declaration");
  return root.descendantsOfType("identifier").filter((node) => !begins(node.parent) || node.parent.namedChildren[0].id !== node.id).map((node) => node.text);
}

const loops = (root) => root.descendantsOfType("for_statement").map((node) => node.childForFieldName("initializer").text);

function declaration(node) {
  const parts = node.namedChildren;
  const value = parts.slice(1).filter((part) => !["type", "comment"].includes(part.type)).at(-1);
  const before = node.previousNamedSibling?.type === "decorators" ? node.previousNamedSibling.text : "";
  return {
    kind: node.type.replace("_declaration", ""),
    name: parts[0].text,
    of: ["resource_declaration", "module_declaration"].includes(node.type) ? unquoted(parts.find((part) => part.type === "string").text) : "",
    existing: isExisting(node),
    description: /@description\('((?:[^'\\]|\\.)*)'\)/.exec(before)?.[1] ?? "",
    secure: before.includes("@secure()"),
    required: node.type === "parameter_declaration" && value === undefined,
    leaves: value === undefined ? [] : leaves(value),
  };
}

function broken(root) {
  const found = [];
  const visit = (node) => {
    if (node.isError || node.isMissing) found.push(`line ${node.startPosition.row + 1}: ${node.isMissing ? `${node.type} is missing` : node.text.slice(0, 60)}`);
    else if (node.hasError) node.children.forEach(visit);
  };
  visit(root);
  return found;
}

async function main() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  const files = process.argv.length > 2 ? process.argv.slice(2) : [0];
  console.log(JSON.stringify(files.map((file) => {
    const { rootNode } = parser.parse(fs.readFileSync(file, "utf8"));
    const declared = rootNode.namedChildren.filter((child) => child.type.endsWith("_declaration"));
    return { path: file === 0 ? "" : file, broken: broken(rootNode), uses: uses(rootNode), loops: loops(rootNode), declarations: declared.map(declaration) };
  })));
}

main();
