/** The names of a list with commas between. */
export function splitList(text: string | undefined): readonly string[] | undefined {
  return text?.split(",").map((name) => name.trim());
}
