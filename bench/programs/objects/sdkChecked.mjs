import { opened } from "./theirs.mjs";

export const open = (config) => opened(config, "WHEN_SUPPORTED");
