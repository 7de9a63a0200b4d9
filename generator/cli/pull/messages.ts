import { OutputError } from "../../output/error.js";
import { SourceError } from "../../source/error.js";
import { UserError } from "../userError.js";

/** What a user is told of an error; rethrows what Tinsmith is at fault for. */
export function messagesOf(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.messages;
  if (error instanceof SourceError) return [error.message.replace(/(?<![.?])$/, ".")];
  if (error instanceof OutputError) return [error.message];
  throw error;
}
