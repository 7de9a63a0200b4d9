import assert from "node:assert/strict";
import {
  createAPIGatewayClient,
  createResource,
  createRestApi,
  deleteRestApi,
  getResources,
  getRestApi,
  putMethod,
  unwrap,
} from "./src/index.js";
import { failed, present, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const gateway = createAPIGatewayClient(server);
  const api = await unwrap(
    createRestApi(gateway, { name: "a & ünd", description: "of a test", tags: { a: "b" } }),
  );
  const restApiId = present(api.id);
  recent(api.createdDate);
  assert.equal((await unwrap(getRestApi(gateway, { restApiId }))).name, "a & ünd");

  const { items = [] } = await unwrap(getResources(gateway, { restApiId, limit: 10 }));
  assert.deepEqual(
    items.map(({ path }) => path),
    ["/"],
  );
  const { id: resourceId = "", path } = await unwrap(
    createResource(gateway, { restApiId, parentId: present(items[0]?.id), pathPart: "things" }),
  );
  assert.equal(path, "/things");
  const method = await unwrap(
    putMethod(gateway, {
      restApiId,
      resourceId,
      httpMethod: "GET",
      authorizationType: "NONE",
      apiKeyRequired: true,
    }),
  );
  assert.equal(method.apiKeyRequired, true);

  await unwrap(deleteRestApi(gateway, { restApiId }));
  const gone = failed(await getRestApi(gateway, { restApiId }));
  switch (gone.name) {
    case "NotFoundException":
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
