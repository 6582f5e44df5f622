/** Why a device on the network can't be reached, for whoever has to look after it. */

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'the device is there, and nothing listens at that port: look at the port, and whether its local interface is switched on',
  ECONNRESET: 'the device broke off the connection: many serve one client at a time',
  EHOSTUNREACH: 'no device is at that address: is it on, and in this network?',
  ENETUNREACH: "no way leads to that address: look at this machine's network",
  ENOTFOUND: 'nobody knows that name: take its address',
  EAI_AGAIN: "names can't be looked up now: take its address",
  ETIMEDOUT: 'it does not answer: is it on, and in this network?',
};

/** In words; the text of the error where there are none. */
export function networkTrouble(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return WORDS[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
