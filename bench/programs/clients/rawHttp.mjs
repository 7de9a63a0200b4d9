export { open } from "../raw/http.mjs";
