import { asUnit } from "./structure.js";

/** Writes the input of an operation that has none, where that makes no body. @throws InputError */
export const writeNothing = (value: object, _writers: object): undefined => void asUnit(value);
