import { findServer, serverKinds, startServer, type RunningServer } from "./servers.js";

/** Starts moto's server. @throws where it is not installed */
export async function startMoto(): Promise<RunningServer> {
  const moto = serverKinds.find(({ name }) => name === "moto")!;
  const command = findServer(moto);
  if (!command)
    throw new Error('no moto_server: "bash .ci/servers .cache/servers moto" installs it');
  return startServer(moto, command);
}

/** What clients on Node are told of it by the environment. */
export const motoEnvironment = ({ endpoint }: RunningServer) => ({
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_ENDPOINT_URL: endpoint,
});
