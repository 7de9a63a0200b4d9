import { callError, type Failure } from "../contract/errors.js";

/** How many bytes of a response are read into memory, where nothing is set. */
export const standardLimit = 1e8;

/** What a longer response ends with. */
export const tooLong = (): Failure<"ResponseError"> =>
  callError("ResponseError", "Response longer than maxResponseBytes");
