// As the rest of the repository, once what the playground imports is installed.
export { default } from "../eslint.config.js";
