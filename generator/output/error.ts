/**
 * The output folder is in a state that its owner has to mend: the message says what and how. Nothing
 * was written, or what was has been put back.
 */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** Between looking and writing there is time for others, whose work is not written over. */
export function changedMeanwhile(paths: readonly string[]): OutputError {
  return new OutputError(`${paths.join(", ")} changed since Tinsmith looked. Run again.`);
}
