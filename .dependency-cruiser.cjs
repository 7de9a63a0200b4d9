/** The walls between the generator's stages: who may import whom. */
const stages = {
  text: [],
  jmespath: [],
  smithy: ["jmespath"],
  ir: ["smithy", "jmespath"],
  protocols: ["ir"],
  customizations: ["ir", "protocols"],
  endpoints: ["smithy", "text"],
  emit: ["ir", "protocols", "endpoints", "jmespath", "text"],
  package: ["ir", "text"],
  versioning: ["ir", "text"],
  report: ["versioning", "text"],
  source: ["smithy"],
  charts: ["text"],
  size: ["charts", "text"],
  graph: ["smithy", "text"],
  migrate: ["versioning", "ir"],
  output: [],
};

/** The rooms of the clients' runtime: who may import whom. Those in the middle do not know each other. */
const ground = ["contract", "http", "serde"];
const rooms = {
  contract: [],
  http: ["contract"],
  serde: ["http", "contract"],
  protocols: ground,
  services: ground,
  auth: ground,
  endpoints: ground,
  streams: ground,
  call: ["protocols", "auth", "endpoints", "streams", ...ground],
};

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(stages).map(([stage, allowed]) => ({
      name: `walls-of-${stage}`,
      comment: `generator/${stage} may import ${allowed.join(", ") || "nothing of ours"}.`,
      severity: "error",
      from: { path: `^generator/${stage}/` },
      to: {
        path: "^(generator|templates|test)/",
        pathNot: [stage, ...allowed].map((name) => `^generator/${name}/`),
      },
    })),
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `walls-of-runtime-${room}`,
      comment: `templates/runtime/${room} may import ${allowed.join(", ") || "no other room"}.`,
      severity: "error",
      from: { path: `^templates/runtime/${room}/` },
      to: {
        path: "^templates/runtime/",
        pathNot: [room, ...allowed].map((name) => `^templates/runtime/${name}/`),
        // What is loaded when a setting asks for it, as adaptive retry is, may be from any room.
        dependencyTypesNot: ["dynamic-import"],
      },
    })),
    {
      name: "runtime-in-rooms",
      comment: "Every module of the runtime lies in a room; the index alone stands before them.",
      severity: "error",
      from: { path: "^templates/runtime/(?!index\\.ts$)[^/]+$" },
      to: {},
    },
    {
      name: "runtime-stands-alone",
      comment: "The clients' runtime is copied into packages: it imports its own modules only.",
      severity: "error",
      from: { path: "^templates/runtime/" },
      to: {
        path: "^(generator|test|templates/(testing|smithy|transfer|otel|batches|dynamodb))/|^templates/runtime/index\\.ts$",
      },
    },
    {
      name: "runtime-as-one",
      comment: "Built, the runtime is one file: what lies above it imports `#runtime`.",
      severity: "error",
      from: { path: "^templates/(testing|smithy|transfer|otel|credentials|batches|dynamodb)/" },
      to: {
        path: "^(generator|test|templates)/",
        pathNot: ["^templates/$1/", "^templates/runtime/(index|http/platform\\.node)\\.ts$"],
      },
    },
    {
      name: "runtime-without-libraries",
      comment:
        "A generated client depends on nothing: the bridge alone needs @smithy/smithy-client, otel its API.",
      severity: "error",
      from: { path: "^templates/", pathNot: "^templates/(smithy|otel|package)/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer"] },
    },
    {
      name: "ts-morph-where-code-is-written",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/(emit|package|migrate)/" },
      to: { path: "node_modules/ts-morph/" },
    },
    {
      name: "handlebars-where-files-are-filled-in",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/(emit|package|report)/" },
      to: { path: "node_modules/handlebars/" },
    },
    {
      name: "prettier-in-the-formatter",
      comment: "Prettier formats what is generated: a settled choice, in pure JavaScript.",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/output/format\\.ts$" },
      to: { path: "node_modules/prettier/" },
    },
    {
      name: "yargs-in-the-cli",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/cli/" },
      to: { path: "node_modules/yargs/" },
    },
    {
      name: "jsonc-parser-and-get-tsconfig-in-services",
      comment: "Only commands that change the config read it as text, and the project around it.",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/cli/services/" },
      to: { path: "node_modules/(jsonc-parser|get-tsconfig)/" },
    },
    {
      name: "undici-in-the-exchange",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/source/exchange\\.ts$" },
      to: { path: "node_modules/undici/" },
    },
    {
      name: "esbuild-where-bundles-are-weighed",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/size/bundle\\.ts$" },
      to: { path: "node_modules/esbuild/" },
    },
    {
      name: "dagre-where-graphs-are-laid-out",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/graph/layout\\.ts$" },
      to: { path: "node_modules/@dagrejs/" },
    },
    {
      name: "disk-at-the-edges",
      comment:
        "generate() is pure: only output, source and the CLI touch the disk, the network or processes.",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/(output|source|cli)/" },
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(dns|fs|net|http|https|os|child_process|process|tls|worker_threads)(/|$)",
      },
    },
    {
      name: "generating-in-browsers",
      comment:
        "What the playground runs imports no module of Node's own; Node's SHA-256 alone is exchanged there.",
      severity: "error",
      from: {
        path: [
          "^generator/(customizations|emit|endpoints|ir|jmespath|package|protocols|smithy|text|versioning)/",
          "^generator/(describe|generate|hash|release|sha256\\.web|timing)\\.ts$",
          "^generator/output/(format\\.ts$|inTurn\\.ts$|layout/)",
          "^generator/(cli/shell|size/program)\\.ts$",
        ],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^(generator|templates/runtime)/" },
      // What finds credentials is loaded when it is needed, and takes the runtime.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["dynamic-import"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
