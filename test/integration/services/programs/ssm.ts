import assert from "node:assert/strict";
import {
  createSSMClient,
  getParameter,
  getParametersByPath,
  putParameter,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const ssm = createSSMClient(server);
  const Name = "/tinsmith/a";
  const put = await unwrap(putParameter(ssm, { Name, Value: "ünd", Type: "SecureString" }));
  assert.equal(put.Version, 1);
  const { Parameter } = await unwrap(getParameter(ssm, { Name, WithDecryption: true }));
  assert.equal(Parameter?.Value, "ünd");
  assert.equal(Parameter.Version, 1);
  recent(Parameter.LastModifiedDate);
  const { Parameters = [] } = await unwrap(
    getParametersByPath(ssm, { Path: "/tinsmith", Recursive: true }),
  );
  assert.deepEqual(
    Parameters.map((each) => each.Name),
    [Name],
  );

  const again = failed(await putParameter(ssm, { Name, Value: "b", Type: "String" }));
  switch (again.name) {
    case "ParameterAlreadyExists":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await getParameter(ssm, { Name: "/none" }));
  switch (missing.name) {
    case "ParameterNotFound":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
