import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../support/conformance.js";
import { startProgram, type ExampleServer } from "../../support/exampleProgram.js";
import { startExample, type ExampleProject } from "../../support/exampleProject.js";
import { motoEnvironment, startMoto } from "../../support/motoServer.js";
import type { RunningServer } from "../../support/servers.js";

describeWith("models/dynamodb.json", "dynamodb-web on moto", (data) => {
  let project: ExampleProject | undefined;
  let moto: RunningServer | undefined;
  let app: ExampleServer;
  beforeAll(async () => {
    moto = await startMoto();
    project = await startExample("dynamodb-web", { dynamodb: data.read("models/dynamodb.json") });
    const env = { ...motoEnvironment(moto), TABLE: "my-notes" };
    expect(await project.run("setup", env)).toBe("my-notes is there.\n");
    // It is there now, which is no error.
    expect(await project.run("setup", env)).toBe("my-notes is there.\n");
    app = await startProgram(project.folder, "dist/server.js", env);
  });
  afterAll(async () => {
    await (app as ExampleServer | undefined)?.stop();
    await moto?.stop();
    project?.remove();
  });

  const get = async (path: string) => (await fetch(`${app.url}${path}`)).text();
  const post = (path: string, form: Record<string, string>) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      body: new URLSearchParams(form),
      redirect: "manual",
    });
  const notesIn = (html: string) =>
    [
      ...html.matchAll(/name="id" value="(.*?)"[^]*?value="(\d+)"[^]*?Note">([^]*?)<\/textarea>/g),
    ].map(([, id = "", version = "", text = ""]) => ({ id, version, text }));

  it("keeps notes, in pages", async () => {
    for (let index = 0; index < 12; index++) {
      expect((await post("/shop", { text: `ünd #tea ${index}` })).status).toBe(303);
    }
    const first = await get("/shop");
    expect(first).toContain("<small>tea</small>");
    const [, older = ""] = /href="(\?after=.*?)"/.exec(first) ?? [];
    const second = await get(`/shop${older}`);
    expect([...notesIn(first), ...notesIn(second)].map(({ text }) => text)).toEqual(
      Array.from({ length: 12 }, (_, index) => `ünd #tea ${11 - index}`),
    );
    expect(second).not.toContain("?after=");
  });

  it("changes and removes them, over no one else's change", async () => {
    await post("/home", { text: "water plants" });
    const [note] = notesIn(await get("/home"));
    const edit = { edit: "", id: note!.id, version: note!.version };
    expect((await post("/home", { ...edit, text: "water all plants" })).status).toBe(303);
    const late = await post("/home", { ...edit, text: "water no plants" });
    expect(late.status).toBe(409);
    expect(notesIn(await late.text())).toEqual([
      { id: note!.id, version: "2", text: "water all plants" },
    ]);
    await post("/home", { remove: "", id: note!.id });
    expect(notesIn(await get("/home"))).toEqual([]);
    expect((await post("/home", { ...edit, text: "water them" })).status).toBe(409);
  });
});
