import type { OperationIr } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import { presignedOperations } from "../protocols/presigning.js";
import { presigner, sigv4Override } from "./auth.js";
import { clientType, inputType, operationConst, type ClientContext } from "./context.js";
import { titleIn } from "./documentation/docs.js";
import { expressionCode } from "./expression.js";
import { givingWay } from "./givingWay.js";
import { emptyInput } from "./messages.js";
import { code, join, type Code, type Symbol } from "./printing/code.js";
import type { Declaration, Module } from "./printing/module.js";
import { globalType, runtime, runtimeIndex, runtimeType } from "./runtime.js";

const options = runtimeType("call/presigned", "PresignOptions");
const request = runtimeType("contract/presigning", "PresignedRequest");

const templateExports: readonly Symbol[] = [options, request];

/** The module that presigns requests, a function an operation; none where that serves nobody. */
export function presignModules(context: ClientContext): readonly Module[] {
  const { plan, service } = context;
  const operations = presignedOperations(plan, service);
  if (operations.length === 0) return [];
  return [
    {
      path: "presign",
      source: service.shape,
      declarations: [
        givingWay(
          runtimeIndex,
          [...templateExports, ...(postOperation(context) ? postExports : [])],
          new Set(),
        ),
        ...operations.map((operation) => presignFunction(context, operation)),
        ...postDeclarations(context),
        howDeclaration(context),
      ],
    },
  ];
}

function presignFunction(context: ClientContext, operation: OperationIr): Declaration {
  const { functionName, input } = operation;
  const members = context.service.structures.get(input ?? "")?.members ?? [];
  const type = code`${inputType(context, operation)}`;
  const required = members.some((member) => !isOptional(member, "input"));
  return {
    kind: "function",
    name: `presign${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}`,
    exported: true,
    doc: `A request of \`${functionName}\` that whoever has it can send, for as long as it lasts.`,
    parameters: [
      { name: "client", type: code`${clientType(context)}` },
      { name: "input", type, ...(!required && { initializer: emptyInput(members) }) },
      { name: "options", type: code`${options}`, initializer: code`{}` },
    ],
    returnType: resultOf(request),
    body: code`return ${runtime("call/presigned", "presigned")}(client, ${operationConst(operation)}, input, options, how);`,
  };
}

/** The operation of whose bucket files of forms become objects. */
function postOperation({ plan, service }: ClientContext): OperationIr | undefined {
  return service.operations.find(({ name }) => name === plan.presigning?.post);
}

const postInput = runtimeType("call/presignedPost", "PresignPostInput");
const post = runtimeType("call/presignedPost", "PresignedPost");
const postExports = [postInput, runtimeType("call/presignedPost", "PostCondition"), post];

function postDeclarations(context: ClientContext): readonly Declaration[] {
  const operation = postOperation(context);
  if (!operation) return [];
  return [
    {
      kind: "function",
      name: "presignPost",
      exported: true,
      doc: "What a form needs to upload a file without credentials, for as long as that lasts.",
      parameters: [
        { name: "client", type: code`${clientType(context)}` },
        { name: "input", type: code`${postInput}` },
        { name: "options", type: code`${options}`, initializer: code`{}` },
      ],
      returnType: resultOf(post),
      body: code`return ${runtime("call/presignedPost", "presignedPost")}(client, ${operationConst(operation)}, input, options);`,
    },
  ];
}

function resultOf(value: Symbol): Code {
  const result = runtimeType("contract/result", "Result");
  const error = runtimeType("contract/errors", "ClientError");
  return code`${globalType("Promise")}<${result}<${value}, ${error}>>`;
}

/** How all of them are signed. */
function howDeclaration(context: ClientContext): Declaration {
  const { plan, service } = context;
  const auth = sigv4Override(context);
  const how = plan.presigning?.how;
  const entries = [
    code`sign: ${presigner(context)},`,
    ...(auth ? [code`operation: { auth: [${auth}] },`] : []),
    ...(how ? [code`...${expressionCode(context, how)},`] : []),
  ];
  return {
    kind: "const",
    name: "how",
    exported: false,
    doc: `How requests of ${titleIn(service)} are presigned.`,
    type: code`${runtimeType("contract/presigning", "Presigning")}`,
    value: code`{\n${join(entries, "\n")}\n}`,
  };
}
