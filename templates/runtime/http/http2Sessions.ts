import type { ClientHttp2Session } from "node:http2";
import { closers } from "./closers.js";

/** A session, which is open for as long as someone needs it, and a while longer. */
export interface SharedSession {
  readonly session: ClientHttp2Session;
  /** Keeps the process alive until `drop`. */
  hold(by: object): void;
  drop(by: object): void;
}

/** Those that take requests, by origin. */
const sessions = new Map<string, SharedSession>();

/** How long one may be idle, in milliseconds. */
const idleMs = 60_000;

/** The session of an origin: a new one where there is none, or the service wants no more of it. */
export function sessionOf(
  origin: string,
  connect: (origin: string) => ClientHttp2Session,
): SharedSession {
  const known = sessions.get(origin);
  if (known && !known.session.closed && !known.session.destroyed) return known;
  const session = connect(origin);
  const holders = new Set<object>();
  const shared: SharedSession = {
    session,
    hold(by) {
      holders.add(by);
      session.ref();
    },
    drop(by) {
      holders.delete(by);
      if (!holders.size) session.unref();
    },
  };
  const forget = () => {
    if (sessions.get(origin) === shared) sessions.delete(origin);
  };
  // What fails with it are its streams, which tell.
  session.on("error", forget).on("close", forget);
  // Those that are on their way come to their end; others need a new one.
  session.on("goaway", () => {
    forget();
    session.close();
  });
  session.setTimeout(idleMs, () => {
    // It closes when its last stream does.
    forget();
    session.close();
  });
  session.unref();
  sessions.set(origin, shared);
  closers.add(closeSessions);
  return shared;
}

/** Has all sessions come to their end: when their last streams do, at once where there are none. */
function closeSessions(): void {
  for (const { session } of sessions.values()) session.close();
  sessions.clear();
}
