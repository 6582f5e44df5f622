// `gridshare/client`: in a checkout its source, in the package what was built from it.
import { existsSync } from 'node:fs';

const source = new URL('../host/api/client.ts', import.meta.url);
const built = new URL('../dist/client.js', import.meta.url);

export const { ApiError, GridshareClient } = await import((existsSync(source) ? source : built).href);
