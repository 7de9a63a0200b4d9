import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createApp } from "./app.js";
import { createDynamoDBClient } from "./aws/dynamodb/index.js";
import { createFakeDynamoDB, fakeError } from "./aws/dynamodb/testing.js";
import { createFakeTable } from "./fakeTable.js";
import { createNotes, type Notes } from "./notes.js";

let notes: Notes;
let ask: (path: string, form?: Record<string, string>) => Promise<Response>;

beforeEach(() => {
  let last = 0;
  const newId = () => String(++last).padStart(4, "0");
  notes = createNotes(createDynamoDBClient(createFakeTable().config), "notes", newId);
  const app = createApp(notes);
  ask = (path, form) => {
    const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    return app(new Request(`http://localhost${path}`, init));
  };
});

const shown = async (path: string) => {
  const text = await (await ask(path)).text();
  return [...text.matchAll(/aria-label="Note">(.*?)<\/textarea>/g)].map(([, note]) => note);
};

describe("a board", () => {
  it("shows what was written, the newest first, and on no other board", async () => {
    for (const text of ["tea", "milk"]) assert.equal((await ask("/shop", { text })).status, 303);
    assert.deepEqual(await shown("/shop"), ["milk", "tea"]);
    assert.deepEqual(await shown("/home"), []);
  });

  it("has pages of ten", async () => {
    for (let note = 1; note <= 23; note++) await notes.add("shop", `note ${note}`);
    const pages: number[] = [];
    let path: string | undefined = "/shop";
    while (path !== undefined) {
      pages.push((await shown(path)).length);
      const text: string = await (await ask(path)).text();
      path = /href="(\?after=.*?)"/.exec(text)?.[1]?.replace("?", "/shop?");
    }
    assert.deepEqual(pages, [10, 10, 3]);
  });

  it("keeps tags as a set", async () => {
    await notes.add("shop", "green #tea and black #tea, #milk");
    const {
      notes: [note],
    } = await notes.list("shop");
    assert.deepEqual(note?.tags, new Set(["tea", "milk"]));
  });

  it("shows what was written as text", async () => {
    await ask("/shop", { text: "<script>alert('tea')</script>" });
    assert.deepEqual(await shown("/shop"), [
      "&#60;script&#62;alert(&#39;tea&#39;)&#60;/script&#62;",
    ]);
  });

  it("changes and removes notes", async () => {
    const { id } = await notes.add("shop", "tea");
    await ask("/shop", { edit: "", id, version: "1", text: "green tea" });
    assert.deepEqual(await shown("/shop"), ["green tea"]);
    await ask("/shop", { remove: "", id });
    assert.deepEqual(await shown("/shop"), []);
  });

  it("loses no change of someone else's", async () => {
    const { id } = await notes.add("shop", "tea");
    await ask("/shop", { edit: "", id, version: "1", text: "green tea" });
    const late = await ask("/shop", { edit: "", id, version: "1", text: "black tea" });
    assert.equal(late.status, 409);
    const text = await late.text();
    assert.match(text, /You wrote: black tea/);
    assert.match(text, /name="version" value="2"[^]*green tea/);

    await notes.remove("shop", id);
    assert.match(
      await (await ask("/shop", { edit: "", id, version: "2", text: "tea" })).text(),
      /The note is gone/,
    );
  });

  it("refuses what is no note, and what is no board", async () => {
    assert.equal((await ask("/shop", { text: " " })).status, 400);
    assert.equal((await ask("/no/board")).status, 404);
    assert.equal((await ask("/")).headers.get("location"), "http://localhost/notes");
  });
});

it("fails by the error that DynamoDB had", async () => {
  const fake = createFakeDynamoDB({
    query: () => fakeError("ResourceNotFoundException", { message: "No such table." }),
  });
  const notes = createNotes(createDynamoDBClient(fake.config), "notes");
  await assert.rejects(notes.list("shop"), {
    name: "ResourceNotFoundException",
    operation: "Query",
  });
});
