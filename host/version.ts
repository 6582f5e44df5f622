/** The software's version, as the package names it. */
import manifest from '../package.json' with { type: 'json' };

export const SOFTWARE_VERSION: string = manifest.version;
