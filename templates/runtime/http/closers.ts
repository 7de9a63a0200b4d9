/** What closes the idle connections of transports beside the platform's own, once they were used. */
export const closers: Set<() => void> = new Set();
