import worker from "../../worker.mjs";

/** Runs the scenario in Node. */
export const GET = worker.fetch;
