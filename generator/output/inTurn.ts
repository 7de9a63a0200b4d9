/** Formats the text of a file, whose path tells how. */
export type Format = (path: string, text: string) => Promise<string>;

/**
 * Does one thing after another, however many are asked for at once: the syntax trees of all files of a
 * package would take more memory than anything else. What one rejects with is the matter of whoever
 * asked for it.
 */
export function inTurn<Args extends unknown[], T>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const done = last.then(() => work(...args));
    last = done.catch(() => {});
    return done;
  };
}
