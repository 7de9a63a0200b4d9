import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import type { Order, Progress } from "./generation/generate.js";
import { Cancelled, createSession } from "./generation/session.js";
import { initial, orderOf, reduce, type State } from "./state.js";

export interface Playground {
  readonly state: State;
  /** Opens a model, with the operations of some names chosen. */
  readonly open: (
    file: string,
    text: () => Promise<string>,
    operations?: readonly string[],
  ) => void;
  readonly chooseService: (id: string) => void;
  readonly choose: (ids: readonly string[], isChosen: boolean) => void;
  readonly rename: (packageName: string) => void;
  readonly fail: (problem: string) => void;
  readonly cancel: () => void;
}

/** Waits so long for another click. */
const SETTLED_MS = 150;

/** What the page shows, and what it can do. */
export function usePlayground(): Playground {
  const [state, dispatch] = useReducer(reduce, initial);
  const session = useMemo(
    () =>
      createSession(
        () =>
          new Worker(new URL("./generation/worker.ts", import.meta.url), {
            type: "module",
            name: "generator",
          }),
      ),
    [],
  );
  /** What is to be generated next; what is being generated is not interrupted for it. */
  const wanted = useRef<Order | undefined>(undefined);
  const isGenerating = useRef(false);

  const fail = (error: unknown): void => {
    wanted.current = undefined;
    const problem = error instanceof Error ? error.message : String(error);
    dispatch({ kind: "problem", problem });
  };

  const generate = async (): Promise<void> => {
    if (isGenerating.current) return;
    isGenerating.current = true;
    try {
      while (wanted.current) {
        const order = wanted.current;
        wanted.current = undefined;
        dispatch({ kind: "activity", activity: "Starting" });
        const generated = await session.generate(order, (progress) =>
          dispatch({ kind: "activity", activity: textOf(progress) }),
        );
        // Another one may be wanted by now.
        if (!wanted.current) dispatch({ kind: "generated", result: { ...generated, order } });
      }
    } catch (error) {
      if (!(error instanceof Cancelled)) fail(error);
    } finally {
      isGenerating.current = false;
    }
  };

  const order = orderOf(state);
  const key = order && JSON.stringify([state.source?.file, order]);
  useEffect(() => {
    wanted.current = undefined;
    if (!order) return;
    const timer = setTimeout(() => {
      wanted.current = order;
      void generate();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [key, state.source]);

  const open: Playground["open"] = (file, text, operations) => {
    wanted.current = undefined;
    dispatch({ kind: "opening", file });
    void (async () => {
      const source = { file, text: await text() };
      const summary = await session.read(source);
      dispatch({ kind: "opened", source, summary, operations });
    })().catch((error: unknown) => {
      if (!(error instanceof Cancelled)) fail(error);
    });
  };

  return {
    state,
    open,
    fail,
    chooseService: (id) => dispatch({ kind: "service", id }),
    choose: (ids, isChosen) => dispatch({ kind: "choose", ids, isChosen }),
    rename: (packageName) => dispatch({ kind: "name", packageName }),
    cancel: () => {
      wanted.current = undefined;
      session.cancel();
      fail("Cancelled. Choose something else to start again.");
    },
  };
}

function textOf({ stage, done, total }: Progress): string {
  switch (stage) {
    case "format":
      return total === 0 ? "Formatting" : `Formatting file ${done} of ${total}`;
    case "emit":
      return "Writing code";
    case "endpoints":
      return "Compiling endpoint rules";
    case "validate":
      return "Checking the model";
    default:
      return "Working out the client";
  }
}
