import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "undici";
import { flags } from "./browser.js";

/** A page in headless Chromium, as a user has it before them. */
export interface Page {
  /** The value of an expression in the page, once its promise is settled. */
  evaluate(expression: string): Promise<unknown>;
  /** Chooses a file for the page's `<input type="file">`. */
  choose(selector: string, path: string): Promise<void>;
  close(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;

/** An answer has the number of its call, an event its name. */
type Message = Answer & { readonly id?: number; readonly method?: string };

/** Opens a page, by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/). */
export async function openPage(url: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), "tinsmith-chromium-"));
  // In a process group of its own, to be ended with its children.
  const browser = spawn(
    "chromium",
    [...flags(profile), "--remote-debugging-port=0", "about:blank"],
    {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    },
  );
  const ended = once(browser, "exit");
  const close = async () => {
    if (browser.pid !== undefined && browser.exitCode === null) {
      process.kill(-browser.pid, "SIGKILL");
    }
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const told = (async () => {
      for await (const line of createInterface(browser.stderr)) {
        const [, endpoint] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
        if (endpoint !== undefined) return endpoint;
      }
      throw new Error("Chromium ended before it listened");
    })();
    const { call, event } = await connectTo(await told);
    const { targetId } = await call("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
    const inPage = (method: string, params: object) => call(method, params, sessionId as string);
    await inPage("Page.enable", {});
    const loaded = event("Page.loadEventFired");
    await inPage("Page.navigate", { url });
    await loaded;
    return {
      async evaluate(expression) {
        const options = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await inPage("Runtime.evaluate", options);
        if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
        return (result as { readonly value?: unknown }).value;
      },
      async choose(selector, path) {
        const { root } = await inPage("DOM.getDocument", {});
        const { nodeId } = root as { readonly nodeId: number };
        const found = await inPage("DOM.querySelector", { nodeId, selector });
        await inPage("DOM.setFileInputFiles", { nodeId: found["nodeId"], files: [path] });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Calls and events of the protocol over a WebSocket. */
async function connectTo(endpoint: string) {
  const socket = new WebSocket(endpoint);
  const waiting = new Map<number | string, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const { id, method, ...answer } = JSON.parse(String(data)) as Message;
    waiting.get(id ?? method ?? "")?.(answer);
  });
  await once(socket as never, "open");
  let lastId = 0;
  const event = (name: string) => new Promise<Answer>((resolve) => waiting.set(name, resolve));
  const call = async (method: string, params: object, sessionId?: string): Promise<Answer> => {
    const id = ++lastId;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result as Answer;
  };
  return { call, event };
}
