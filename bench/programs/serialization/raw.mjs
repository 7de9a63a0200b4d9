import { input } from "../call.mjs";
import { read, write } from "../raw/json.mjs";
import { answer } from "./answer.mjs";

export function work() {
  write(input);
  return read(answer);
}
