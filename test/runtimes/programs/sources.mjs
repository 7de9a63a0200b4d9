// The scenario through sources in the project's own tree, once another service of theirs, which speaks
// XML, has been called too.

import { createExampleClient, getThing, unwrap } from "./aws/things/index.ts";
import { createFakeExample } from "./aws/things/testing.ts";
import { scenario as ofKms } from "./kms.mjs";

export async function* scenario(server, settings) {
  const fake = createFakeExample({ getThing: ({ Id }) => ({ Name: Id, Size: 3 }) });
  const { Name, Size } = await unwrap(
    getThing(createExampleClient(fake.config), { Id: "a <thing>" }),
  );
  if (Name !== "a <thing>" || Size !== 3) throw new Error(`The fake answered ${Name}, ${Size}.`);
  yield* ofKms(server, settings);
}
