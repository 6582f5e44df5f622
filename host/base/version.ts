/** The software's version, as the package names it. */
import manifest from '../../package.json' with { type: 'json' };

export const SOFTWARE_VERSION: string = manifest.version;

/** No clock that is right says less: moved on with releases. */
export const RELEASED_AT_MS = Date.UTC(2026, 0, 1);
