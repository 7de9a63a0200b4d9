import { visible } from "./visible.js";

/** A text that anyone may have written as XML's text or attribute, on one line. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
