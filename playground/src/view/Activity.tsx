import type { Playground } from "../usePlayground.js";

/** What is going on, with a way to end it; or what went wrong. */
export function Activity({ playground: { state, cancel } }: { readonly playground: Playground }) {
  const { activity, problem } = state;
  return (
    <>
      <div class={activity ? "activity busy" : "activity"}>
        <p role="status">{activity && `${activity}…`}</p>
        {activity && (
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </div>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
