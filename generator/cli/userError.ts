/** What is the user's to mend. Each message stands on its own; none is followed by a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly messages: readonly string[];

  constructor(messages: string | readonly string[]) {
    const all = typeof messages === "string" ? [messages] : messages;
    super(all.join("\n"));
    this.messages = all;
  }
}
