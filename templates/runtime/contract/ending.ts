/** How an attempt, which is bounded, learns that its time is over; and what became of it until then. */
export interface Ending {
  /** Why it is over, if it is. */
  error?: Error;
  /** What is to be done when it ends, well or not. A wait that is over has given way to sending. */
  abort?: ((reason: Error | undefined) => void) | undefined;
  /** What sending failed with. Anything else that interceptors throw is their own. */
  failure?: Error;
}
