import type { Note } from "../generation/model.js";

/** So many are shown; those who have more mend these first. */
const MOST = 200;

/** Diagnostics: where, and what. */
export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  const more = notes.length - MOST;
  return (
    <>
      <ul class="notes">
        {notes.slice(0, MOST).map(({ severity, code, message, place, pointer, shape }, index) => (
          <li key={index} class={severity}>
            <p class="where">
              <strong>{severity}</strong> {place} {pointer && <code>{pointer}</code>}{" "}
              {shape && <code>{shape}</code>}
            </p>
            <p>{withCode(message)}</p>
            <p class="code">{code}</p>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="hint">And {more} more.</p>}
    </>
  );
}

/** Messages have names between backticks. */
function withCode(message: string) {
  const parts = message.split("`");
  // One that is not closed is text.
  if (parts.length % 2 === 0) return message;
  return parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
