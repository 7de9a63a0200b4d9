// For browsers, whose own is asynchronous: the one that clients have there.
export { sha256 } from "../templates/runtime/http/sha256.js";
