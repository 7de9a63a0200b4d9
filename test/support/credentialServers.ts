import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { serve, type Answer, type ReceivedRequest, type TestServer } from "./httpServer.js";

/** Where a file of the CLI's is named by what it is of. */
export const hashed = (algorithm: "sha1" | "sha256", text: string): string =>
  createHash(algorithm).update(text).digest("hex");

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

const written = (id: string) =>
  JSON.stringify({
    Code: "Success",
    AccessKeyId: id,
    SecretAccessKey: `secret of ${id}`,
    Token: `token of ${id}`,
    Expiration: inAnHour(),
  });

/**
 * One server in the place of STS, SSO, SSO-OIDC, an instance's metadata (version 2 alone) and a
 * container's credentials, as their documentation has them. What it gives tells of whom and what for.
 */
export function serveCredentials(): Promise<TestServer> {
  return serve((request) => answerOf(request));
}

function answerOf({ method, url, headers, body }: ReceivedRequest): Answer {
  const json = (status: number, value: string): Answer => ({
    status,
    headers: { "content-type": "application/json" },
    body: value,
  });
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname === "/container") return json(200, written("CONTAINER"));
  if (pathname.startsWith("/latest/")) {
    if (pathname === "/latest/api/token") {
      const isRight = method === "PUT" && headers["x-aws-ec2-metadata-token-ttl-seconds"];
      return { status: isRight ? 200 : 400, body: "metadata-token" };
    }
    if (headers["x-aws-ec2-metadata-token"] !== "metadata-token") return { status: 401, body: "" };
    return pathname.endsWith("/")
      ? { status: 200, body: "the-role" }
      : json(200, written(pathname.endsWith("/the-role") ? "INSTANCE" : "NOBODY"));
  }
  if (pathname === "/federation/credentials") {
    const who = headers["x-amz-sso_bearer_token"] as string;
    if (headers.authorization || !who) return json(400, '{"message":"no token"}');
    const id = `SSO-${who}-${searchParams.get("account_id")}-${searchParams.get("role_name")}`;
    return json(
      200,
      JSON.stringify({
        roleCredentials: {
          accessKeyId: id,
          secretAccessKey: `secret of ${id}`,
          sessionToken: `token of ${id}`,
          expiration: Date.now() + 3_600_000,
        },
      }),
    );
  }
  if (pathname === "/token") {
    const { refreshToken, clientId, grantType } = JSON.parse(String(body)) as Record<
      string,
      string
    >;
    if (clientId !== "client" || grantType !== "refresh_token" || refreshToken !== "good") {
      return json(400, '{"error":"invalid_grant","error_description":"no"}');
    }
    const renewed = { accessToken: "renewed", expiresIn: 28_800, refreshToken: "next" };
    return json(200, JSON.stringify(renewed));
  }
  const form = new URLSearchParams(String(body));
  const action = form.get("Action") ?? "";
  const signer = /Credential=([^/]*)\//.exec(headers.authorization ?? "")?.[1];
  const who = action === "AssumeRole" ? signer : form.get("WebIdentityToken");
  const role = form.get("RoleArn") ?? "";
  if (!who || role.endsWith("/denied")) {
    const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you</Message></Error>`;
    return { status: 403, body: `<ErrorResponse>${error}</ErrorResponse>` };
  }
  const id = `${who}+${role.split("/").at(-1)}`;
  return {
    status: 200,
    headers: { "content-type": "text/xml" },
    body: `<?xml version="1.0"?>
<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <${action}Result>
    <AssumedRoleUser>
      <AssumedRoleId>AROA:session</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/r/${form.get("RoleSessionName")}</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${id}</AccessKeyId>
      <SecretAccessKey>secret &amp; ${id}</SecretAccessKey>
      <SessionToken>token of ${id}</SessionToken>
      <Expiration>${inAnHour()}</Expiration>
    </Credentials>
  </${action}Result>
</${action}Response>`,
  };
}

/** A home folder with files, by path below it; `HOME` in a text stands for its own path. */
export function homeWith(files: Readonly<Record<string, string>>): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), "tinsmith-home-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text.replaceAll("HOME", path));
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
