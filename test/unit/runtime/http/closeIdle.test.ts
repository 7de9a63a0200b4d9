import { once } from "node:events";
import { createServer, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { overHttp2 } from "../../../../templates/runtime/http/http2Transport.js";
import { closeIdle } from "../../../../templates/runtime/http/nodeTransport.js";

it("has sessions of HTTP/2 end when their last requests do", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  const sessions: ServerHttp2Session[] = [];
  const streams: ServerHttp2Stream[] = [];
  server.on("session", (session) => sessions.push(session));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = overHttp2(() => expect.fail("not over HTTP/2"));
  const request = { method: "GET", origin, path: "/", headers: {}, body: undefined };
  const get = async () => {
    const arrived = once(server, "stream");
    const response = send(request, {}, {});
    streams.push((await arrived)[0] as ServerHttp2Stream);
    return { response };
  };
  const answer = (index: number) => {
    streams[index]!.respond({ ":status": 200 });
    streams[index]!.end("done");
  };

  const first = await get();
  closeIdle();
  // One that is made meanwhile has a session of its own.
  const second = await get();
  expect(sessions).toHaveLength(2);
  const closed = once(sessions[0]!, "close");
  answer(0);
  expect(await (await first.response).text()).toBe("done");
  await closed;
  answer(1);
  expect(await (await second.response).text()).toBe("done");
  const idle = once(sessions[1]!, "close");
  closeIdle();
  await idle;
});
