/** Debian's Chromium, which draws what people see. */
import { existsSync } from 'node:fs';

export const CHROMIUM = '/usr/bin/chromium';

export const hasChromium = (): boolean => existsSync(CHROMIUM);
