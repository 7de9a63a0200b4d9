type Format = (path: string, text: string) => Promise<string>;

/**
 * Formats one file after another, however many are asked for at once: the syntax trees of all files of
 * a package would take more memory than anything else. What one rejects with is the matter of whoever
 * asked for it.
 */
export function inTurn(format: Format): Format {
  let last: Promise<unknown> = Promise.resolve();
  return (path, text) => {
    const formatted = last.then(() => format(path, text));
    last = formatted.catch(() => {});
    return formatted;
  };
}
