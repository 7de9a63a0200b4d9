import assert from "node:assert/strict";
import { createKey, createKMSClient, paginateListKeys, unwrap } from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const kms = createKMSClient(server);
  const made: string[] = [];
  for (let index = 0; index < 3; index++) {
    const { KeyMetadata } = await unwrap(createKey(kms));
    made.push(present(KeyMetadata).KeyId);
  }

  const found: (string | undefined)[] = [];
  for await (const { KeyId } of paginateListKeys(kms, {}, { pageSize: 2 }).items()) {
    found.push(KeyId);
  }
  for (const id of made) assert.ok(found.includes(id), id);

  // moto gives all keys at once, whatever the limit is.
  for await (const page of paginateListKeys(kms, { Limit: 1 })) {
    if (!page.ok) unexpected(page.error);
    assert.equal(page.value.Keys?.length, found.length);
    assert.equal(page.value.Truncated, false);
  }

  const signal = AbortSignal.abort();
  for await (const page of paginateListKeys(kms, {}, { signal })) {
    assert.equal(failed(page).name, "AbortError");
  }
}
