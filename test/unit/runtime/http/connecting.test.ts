import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { listen, respond, serve, textFrom } from "./harness.js";

/** A clock whose timers run out when the test says so. */
function handClock() {
  const timers = new Map<() => void, number>();
  return {
    timers,
    now: () => 0,
    after(ms: number, callback: () => void) {
      timers.set(callback, ms);
      return () => timers.delete(callback);
    },
  };
}

describe("the bound of connecting", () => {
  it("ends a handshake that does not come to its end", async () => {
    const clock = handClock();
    const server = createServer();
    // It takes the connection, and never answers the client's hello.
    const connected = once(server, "connection");
    const port = await listen(server);
    const call = respond(nodeTransport, `https://127.0.0.1:${port}`, {
      connectTimeoutMs: 1100,
      clock,
    });
    call.catch(() => {});
    await connected;
    expect([...clock.timers.values()]).toEqual([1100]);
    for (const callback of clock.timers.keys()) callback();
    await expect(call).rejects.toThrow("No connection within 1100 ms.");
  });

  it("is over with the connection, and not there for one that is kept", async () => {
    const clock = handClock();
    const begun: number[] = [];
    const origin = await serve((_request, response) => {
      begun.push(clock.timers.size);
      response.end("done");
    });
    let made = 0;
    const counted = {
      ...clock,
      after(ms: number, callback: () => void) {
        made++;
        return clock.after(ms, callback);
      },
    };
    const options = { connectTimeoutMs: 1100, clock: counted };
    expect(await textFrom(nodeTransport, origin, options)).toBe("done");
    expect(await textFrom(nodeTransport, origin, options)).toBe("done");
    expect({ begun, made }).toEqual({ begun: [0, 0], made: 1 });
  });

  it("is none unless it is set", async () => {
    const clock = handClock();
    const origin = await serve((_request, response) => {
      expect(clock.timers.size).toBe(0);
      response.end("done");
    });
    expect(await textFrom(nodeTransport, origin, { clock })).toBe("done");
    const legacy = { clock, connectTimeoutMs: Infinity };
    expect(await textFrom(nodeTransport, origin, legacy)).toBe("done");
  });
});
