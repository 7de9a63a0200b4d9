import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importModules } from "../../support/bundle.js";
import { generateFrom } from "../../support/generate.js";

type Call = (
  ...args: unknown[]
) => Promise<{ value?: Record<string, AsyncIterable<object>>; error?: unknown }>;

async function fakeOf(feature: string, handlers: object) {
  const model = resolve(import.meta.dirname, `../../golden/${feature}/model.json`);
  const { files } = await generateFrom(model);
  const modules = await importModules(files!, ["index", "testing"]);
  const create = modules["testing"]!["createFakeExample"] as (handlers: object) => {
    readonly config: object;
  };
  const client = (modules["index"]!["createExampleClient"] as (config: object) => object)(
    create(handlers).config,
  );
  return (operation: string, input: object) =>
    (modules["index"]![operation] as Call)(client, input);
}

async function* each<T>(...values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

const all = async (events: AsyncIterable<object> | undefined) => {
  const found: object[] = [];
  for await (const event of events!) found.push(event);
  return found;
};

describe("a fake of a service with events", () => {
  it("hears and answers them over REST", async () => {
    const call = await fakeOf("event-streams-rest", {
      transcribe: async ({
        audio,
        language,
      }: {
        audio: AsyncIterable<object>;
        language: string;
      }) => {
        const heard = await all(audio);
        return {
          session: language,
          transcript: each({
            result: { text: JSON.stringify(heard.map((one) => Object.keys(one))) },
          }),
        };
      },
      complete: () => ({
        stream: each({ token: { text: "a" } }, { done: { usage: { tokens: 1 }, model: "m" } }),
      }),
    });
    const audio = each(
      { chunk: { bytes: Uint8Array.of(1), channel: 2 } },
      { settings: { words: ["a"] } },
    );
    const { value } = await call("transcribe", { language: "en", audio });
    expect(value).toMatchObject({ session: "en" });
    expect(await all(value!["transcript"])).toEqual([
      { result: { text: '[["chunk"],["settings"]]' } },
    ]);
    const completed = await call("complete", { model: "m", prompt: "p" });
    expect(await all(completed.value!["stream"])).toEqual([
      { token: { text: "a" } },
      { done: { usage: { tokens: 1 }, model: "m" } },
    ]);
  });

  it("hears and answers them over RPC", async () => {
    const call = await fakeOf("event-streams", {
      talk: async ({ said, language }: { said: AsyncIterable<object>; language: string }) => {
        const heard = await all(said);
        return {
          heard: each({ word: { text: language + String(heard.length), at: new Date(5) } }),
        };
      },
    });
    const { value } = await call("talk", {
      language: "en",
      said: each({ word: { text: "a" } }, { end: {} }),
    });
    expect(await all(value!["heard"])).toEqual([{ word: { text: "en2", at: new Date(5) } }]);
  });
});
