import { usePlayground } from "../usePlayground.js";
import { Activity } from "./Activity.js";
import { ModelPicker } from "./ModelPicker.js";
import { Operations } from "./Operations.js";
import { Results } from "./Results.js";

/** The whole page. */
export function App() {
  const playground = usePlayground();
  const { state } = playground;
  return (
    <>
      <header class="top">
        <h1>
          <a href="../">Tinsmith</a> <span>Playground</span>
        </h1>
        <p>Drop a Smithy model, choose operations, see the client. Nothing leaves your browser.</p>
      </header>
      <main>
        <div class="choices">
          <ModelPicker playground={playground} />
          {state.service && <Operations playground={playground} />}
        </div>
        <section class="outcome" aria-label="Result">
          <Activity playground={playground} />
          <Results state={state} />
        </section>
      </main>
    </>
  );
}
