/** The platform's transport, as what goes around it takes it. */
export { transport as platformTransport } from "#platform";
