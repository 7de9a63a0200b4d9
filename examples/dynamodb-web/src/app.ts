import { html, type Html } from "./html.js";
import type { Note, Notes, Page } from "./notes.js";

/** Answers the requests of a browser: `/BOARD` is a page of notes, whose forms post to it. */
export function createApp(notes: Notes) {
  return async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const board = /^\/([a-z\d-]{1,40})$/.exec(pathname)?.[1];
    if (pathname === "/") return Response.redirect(new URL("/notes", request.url), 302);
    if (board === undefined) return page(404, html`<p>There is no such page.</p>`);
    if (request.method === "GET") {
      const found = await notes.list(board, searchParams.get("after") ?? undefined);
      return page(200, boardHtml(board, found));
    }

    const form = await request.formData();
    const field = (name: string) => String(form.get(name) ?? "");
    const text = field("text").trim();
    if (form.has("remove")) {
      await notes.remove(board, field("id"));
    } else if (text === "" || text.length > 1000) {
      return page(400, html`<p>A note has up to 1000 characters.</p>`);
    } else if (form.has("edit")) {
      const outcome = await notes.edit(board, field("id"), text, Number(field("version")));
      if (outcome !== "changed") return page(409, conflictHtml(board, text, outcome));
    } else {
      await notes.add(board, text);
    }
    // So that reloading the page posts nothing again.
    return Response.redirect(new URL(pathname, request.url), 303);
  };
}

const boardHtml = (board: string, { notes, next }: Page): Html => html`
  <h1>${board}</h1>
  <form method="post">
    <textarea name="text" aria-label="Note" required></textarea>
    <button>Add</button>
  </form>
  ${notes.map(noteHtml)}
  ${next === undefined ? "" : html`<a href="?after=${encodeURIComponent(next)}">Older</a>`}
`;

const noteHtml = ({ id, text, version, tags }: Note): Html => html`
  <form method="post">
    <input type="hidden" name="id" value="${id}" />
    <input type="hidden" name="version" value="${version}" />
    <textarea name="text" aria-label="Note">${text}</textarea>
    ${[...(tags ?? [])].map((tag) => html`<small>${tag}</small> `)}
    <button name="edit">Change</button>
    <button name="remove">Remove</button>
  </form>
`;

const conflictHtml = (board: string, text: string, now: Note | undefined): Html => html`
  <h1>Someone was faster</h1>
  <p>You wrote: ${text}</p>
  ${now ? noteHtml(now) : html`<p>The note is gone.</p>`}
  <a href="/${board}">Back</a>
`;

const page = (status: number, body: Html): Response =>
  new Response(html`<!doctype html><meta charset="utf-8" /><title>Notes</title>${body}`.text, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'",
    },
  });
