/** The user stopped the command (Ctrl-C), and everything is as it was before. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
