import { expect, test } from "vitest";
import type { GeneratedPackage, Order } from "../../../playground/src/generation/generate.js";
import type { Request, Response } from "../../../playground/src/generation/messages.js";
import {
  Cancelled,
  createSession,
  type SessionWorker,
} from "../../../playground/src/generation/session.js";

interface FakeWorker extends SessionWorker {
  readonly requests: Request[];
  isEnded: boolean;
  readonly answer: (response: Response) => void;
}

/** A session, and the workers that it started. */
function fake() {
  const workers: FakeWorker[] = [];
  const session = createSession(() => {
    const requests: Request[] = [];
    const worker: FakeWorker = {
      requests,
      isEnded: false,
      onmessage: null,
      onerror: null,
      postMessage: (request: Request) => void requests.push(request),
      terminate: () => void (worker.isEnded = true),
      answer: (data) => {
        worker.onmessage?.call(worker as never, { data } as MessageEvent<Response>);
      },
    };
    workers.push(worker);
    return worker;
  });
  return { session, workers };
}

const source = { file: "a.json", text: "{}" };
const order: Order = { service: "a#S", operations: ["a#O"], packageName: "a" };
const generated: GeneratedPackage = { clientName: "S", notes: [] };
const summary = { services: [], notes: [] };
const idOf = (worker: FakeWorker | undefined): number => worker?.requests.at(-1)?.id ?? -1;

test("a model is read, and generated from, by one worker", async () => {
  const { session, workers } = fake();
  const read = session.read(source);
  workers[0]?.answer({ id: idOf(workers[0]), kind: "read", summary });
  expect(await read).toBe(summary);

  const told: unknown[] = [];
  const result = session.generate(order, (progress) => told.push(progress));
  const progress = { stage: "emit", done: 0, total: 0 } as const;
  workers[0]?.answer({ id: idOf(workers[0]), kind: "progress", progress });
  workers[0]?.answer({ id: idOf(workers[0]), kind: "generated", generated });
  expect(await result).toBe(generated);
  expect(told).toEqual([progress]);
  expect(workers).toHaveLength(1);
});

test("what is cancelled ends at once; the next worker reads the model again", async () => {
  const { session, workers } = fake();
  const read = session.read(source);
  workers[0]?.answer({ id: idOf(workers[0]), kind: "read", summary });
  await read;
  const stuck = session.generate(order, () => {});
  session.cancel();
  await expect(stuck).rejects.toBeInstanceOf(Cancelled);
  expect(workers[0]?.isEnded).toBe(true);

  const result = session.generate(order, () => {});
  expect(workers[1]?.requests).toMatchObject([
    { kind: "read", source },
    { kind: "generate", order },
  ]);
  const [again, second] = workers[1]?.requests ?? [];
  workers[1]?.answer({ id: again?.id ?? -1, kind: "read", summary });
  workers[1]?.answer({ id: second?.id ?? -1, kind: "generated", generated });
  expect(await result).toBe(generated);
});

test("another model takes the place of one that is being worked on", async () => {
  const { session, workers } = fake();
  const first = session.read(source);
  const other = { file: "b.json", text: "[]" };
  const second = session.read(other);
  await expect(first).rejects.toBeInstanceOf(Cancelled);
  // What is left of the first does not count.
  workers[0]?.answer({ id: idOf(workers[0]), kind: "failed", message: "too late" });
  expect(workers[1]?.requests).toMatchObject([{ kind: "read", source: other }]);
  workers[1]?.answer({ id: idOf(workers[1]), kind: "read", summary });
  expect(await second).toBe(summary);
});

test("what the worker throws, and its own end, is told", async () => {
  const { session, workers } = fake();
  const thrown = session.read(source);
  workers[0]?.answer({ id: idOf(workers[0]), kind: "failed", message: "Too deep." });
  await expect(thrown).rejects.toThrow("Too deep.");

  const ended = session.generate(order, () => {});
  workers[0]?.onerror?.call(workers[0] as never, { message: "out of memory" } as ErrorEvent);
  await expect(ended).rejects.toThrow("The generator stopped: out of memory.");
});
