import { AWS_MODELS } from "../source/awsModels.js";
import { CONFIG_FILE } from "./configFile.js";

// What the command line of each command may have, as yargs wants it described.

export const COMMANDS = [
  "add",
  "diff",
  "generate",
  "inspect",
  "migrate",
  "pull",
  "remove",
  "size",
  "update",
];

export const text = (describe: string) =>
  ({ type: "string", requiresArg: true, describe }) as const;
const flag = (describe: string) => ({ type: "boolean", describe }) as const;

const ENVIRONMENT = `\
Environment:
  GITHUB_TOKEN  sent to GitHub, which then allows more requests
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY  the proxies to go through
  TINSMITH_AWS_MODELS  instead of ${AWS_MODELS}`;
export const PULL_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith pull               every model that has a "source" in the config
  tinsmith pull kms dynamodb  these two
  tinsmith pull --check       is any of them behind?`;

export const ADD_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith add s3 --operations GetObject,PutObject  sources in this project, such as src/aws/s3/
  tinsmith add kms --package @acme/kms              a package of its own
  tinsmith add ./model/weather.json                 a service of your own`;
export const UPDATE_NOTES = `\
${ENVIRONMENT}

Examples:
  tinsmith update          every service that has a "source" in the config
  tinsmith update s3       this one
  tinsmith update --check  is any of them behind?`;

export const SIDE = "A Smithy JSON AST file, or the folder or lock file of a generated package";
const MAX_BUMPS = ["minor", "patch"] as const;
const LONG_TYPES = ["number", "bigint"] as const;
const CONFIG = text(`The config file; ${CONFIG_FILE} where left out`);
const SELECTION = {
  service: text("Shape ID or name of the service, where the model has more than one"),
  operations: text("Names of operations, with commas between; * stands for any letters"),
};
const VERBOSITY = {
  quiet: flag("Print errors only"),
  verbose: flag("Print notes about the model too"),
};
export const GENERATE = {
  config: CONFIG,
  model: { ...text("A Smithy JSON AST file; may be repeated"), array: true, nargs: 1 },
  out: text("With --model: the folder to write to"),
  name: text("With --model: the npm package's name"),
  ...SELECTION,
  long: { ...text("With --model: what a long is to callers"), choices: LONG_TYPES },
  protocol: text("With --model: the protocol to speak, where the service has more than one"),
  check: flag("Write nothing; exit 1 where anything on disk differs"),
  "dry-run": flag("Write nothing; say what would be done"),
  force: flag("Overwrite files that were edited by hand"),
  jobs: {
    ...text("How many packages to generate at once; as many as there are processors, if left out"),
    type: "number",
  },
  timings: flag("Print how long each stage took"),
  "max-bump": {
    ...text("Write nothing and exit 3 where the changes are larger than that"),
    choices: MAX_BUMPS,
  },
  ...VERBOSITY,
} as const;
export const ADD = {
  operations: SELECTION.operations,
  out: text("The folder to write to; src/aws where left out, or generated/NAME for a package"),
  package: text("Make a package of this name, instead of sources in this project"),
  shape: text("Shape ID or name of the service, where the model has more than one"),
  config: CONFIG,
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite files that were edited by hand"),
  ...VERBOSITY,
} as const;
export const UPDATE = {
  config: CONFIG,
  check: flag("Write nothing; exit 1 where anything is not up to date"),
  "dry-run": flag("Write nothing; say what would be done"),
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite files that were edited by hand"),
  ...VERBOSITY,
} as const;
export const REMOVE = {
  operations: text("Remove only these operations, with commas between; * stands for any letters"),
  config: CONFIG,
  force: flag("Remove files that were edited by hand, too"),
  ...VERBOSITY,
} as const;
export const INSPECT = {
  ...SELECTION,
  format: { ...text("How to print it"), choices: ["text", "json", "dot"] },
  graph: text("An SVG file to draw the closure in, instead; - for standard output"),
  ...VERBOSITY,
} as const;
export const DIFF = {
  ...SELECTION,
  json: flag("The same as --format json"),
  format: { ...text("How to print it"), choices: ["text", "markdown", "html", "json"] },
  ...VERBOSITY,
} as const;
export const PULL = {
  config: CONFIG,
  check: flag("Write nothing; exit 1 where a model is not the newest"),
  "dry-run": flag("Write nothing; say what would be done"),
  offline: flag("Use no network, but the copies of what was downloaded last"),
  force: flag("Overwrite models that were edited by hand"),
  "max-bump": {
    ...text("Keep models as they are whose changes for callers are larger than that, and exit 3"),
    choices: MAX_BUMPS,
  },
  ...VERBOSITY,
} as const;
export const SIZE = {
  config: CONFIG,
  operations: text("Names of operations, with commas between; * stands for any letters"),
  max: {
    ...text("Exit 3 where a bundle that calls one operation is larger: kB after gzip"),
    type: "number",
  },
  json: flag("Print JSON, with bytes"),
  chart: text("An SVG file to draw the sizes in"),
  ...VERBOSITY,
} as const;
export const MIGRATE = {
  config: CONFIG,
  "dry-run": flag("Write nothing; print the changes as a unified diff"),
  force: flag("Change files too that Git could not bring back"),
  ...VERBOSITY,
} as const;
