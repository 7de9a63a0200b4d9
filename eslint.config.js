import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      ".cache/",
      "dist/",
      "docs/.vitepress/dist/",
      "examples/*/{bundle,dist,src/aws,src/services}/",
      "generated/",
      "node_modules/",
      "playground/",
      "test/golden/*/expected/",
      "test/integration/migrate/suites/*.ts",
      "test/integration/services/programs/",
      "test/runtimes/programs/*.mts",
      "coverage/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Marks of empty interfaces that brand or stand for what may come.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "always" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    // Arguments are on the stack, which a model's thousands of items would overflow.
    files: ["generator/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name=/^(push|unshift|splice|min|max|apply|fromCharCode|fromCodePoint)$/] > SpreadElement",
          message: "Add the items one after the other: there may be too many for the stack.",
        },
      ],
    },
  },
  {
    // Runs in browsers, too.
    files: [
      "generator/{customizations,emit,endpoints,ir,jmespath,package,protocols,smithy,text,versioning}/**",
      "generator/*.ts",
    ],
    rules: { "no-restricted-globals": ["error", "Buffer", "process", "setImmediate"] },
  },
  {
    // Compiled in users' projects too, where the compiler is not strict and needs to be told more.
    files: ["templates/**"],
    rules: { "@typescript-eslint/no-unnecessary-type-assertion": "off" },
  },
  {
    files: ["test/**"],
    rules: {
      // What fails, and how, is what they are about.
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/require-await": "off",
      // The compiler's hosts are objects of functions.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["*.js", "*.config.ts", "**/*.mjs"],
    rules: { "no-restricted-exports": "off" },
  },
  {
    // Their types are those of what is generated there; the tests of the examples compile them.
    files: ["examples/**/*.ts"],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ["examples/worker-s3/src/worker.ts"],
    rules: { "no-restricted-exports": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { console: "readonly", module: "writable", process: "readonly" },
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
    languageOptions: { globals: { require: "readonly" } },
  },
  {
    // Programs of users, which run on Node.
    files: ["test/package/fixtures/*.*js"],
    languageOptions: {
      globals: Object.fromEntries(
        "fetch Headers Request Response TextDecoder TextEncoder"
          .split(" ")
          .map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // What runtimes have in common; and pages, their location.
    files: ["test/runtimes/programs/**"],
    rules: { "no-restricted-exports": "off" },
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            "AbortSignal",
            "Blob",
            "FormData",
            "ReadableStream",
            "Response",
            "TextEncoder",
            "URL",
          ],
          ...["URLSearchParams", "clearInterval", "fetch", "location", "setInterval"],
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // The benchmark's programs, which are copied out of the project before they run.
    files: ["bench/programs/**"],
    languageOptions: {
      globals: Object.fromEntries(
        "atob btoa Buffer fetch Headers performance process TextEncoder URL"
          .split(" ")
          .map((name) => [name, "readonly"]),
      ),
    },
  },
);
