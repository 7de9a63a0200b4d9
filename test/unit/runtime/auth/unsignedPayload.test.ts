import { expect, it } from "vitest";
import { unsignedPayloads } from "../../../../templates/runtime/auth/unsignedPayload.js";
import type { AnyOperation, Destination } from "../../../../templates/runtime/contract/service.js";

const url = "https://example.com";
const request = { method: "PUT", path: "/", headers: { a: "b" }, body: "text" };
const name = "x-amz-content-sha256";

it.each<[object, Destination, Destination]>([
  [{ unsignedPayload: true }, { url }, { url, headers: { [name]: "UNSIGNED-PAYLOAD", a: "b" } }],
  // Such as that of a body with a trailer.
  [
    { unsignedPayload: true },
    { url, headers: { [name]: "OTHER" } },
    { url, headers: { [name]: "OTHER" } },
  ],
  [{}, { url }, { url }],
])("finishes a request of %j to %j as %j", async (operation, found, expected) => {
  const finished = unsignedPayloads(() => found);
  const identity = () => Promise.resolve({});
  expect(await finished("", {}, operation as AnyOperation, {}, identity, request)).toEqual(
    expected,
  );
});
