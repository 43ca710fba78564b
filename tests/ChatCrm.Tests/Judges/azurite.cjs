// Azurite's table service with this process' arguments, for as long as whoever started it holds its input open.
process.stdin.resume().on("end", () => process.exit());
require("azurite/dist/src/table/main.js");
