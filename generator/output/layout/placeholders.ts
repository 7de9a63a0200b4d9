/**
 * Puts texts where something stands for each; `undefined` where not all do, once and in order.
 *
 * @param pattern - what stands for them, with its number as a group; global
 */
export function putInOrder(
  formatted: string,
  pattern: RegExp,
  texts: readonly string[],
): string | undefined {
  let found = 0;
  let isInOrder = true;
  const text = formatted.replace(pattern, (_, index: string) => {
    isInOrder &&= Number(index) === found;
    return texts[found++] ?? "";
  });
  return isInOrder && found === texts.length ? text : undefined;
}
