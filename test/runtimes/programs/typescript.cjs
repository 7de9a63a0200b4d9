// What has webpack read TypeScript.

const { transformSync } = require("esbuild");

module.exports = (text) => transformSync(text, { loader: "ts" }).code;
