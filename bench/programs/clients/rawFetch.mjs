export { open } from "../raw/fetch.mjs";
