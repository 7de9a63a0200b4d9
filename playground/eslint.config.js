import config from "../eslint.config.js";

const names = "addEventListener caches clients fetch location registration skipWaiting URL".split(
  " ",
);

// As the rest of the repository, once what the playground imports is installed.
export default [
  ...config,
  {
    files: ["serviceWorker.js"],
    languageOptions: { globals: Object.fromEntries(names.map((name) => [name, "readonly"])) },
  },
];
