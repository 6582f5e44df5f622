/** Whether a party's process runs, by its health file and its lock. */
import { isStateLocked } from '../base/lock.ts';
import { SOFTWARE_VERSION } from '../base/version.ts';
import { diagnose } from '../process/diagnosis.ts';
import type { Health } from '../process/health-record.ts';
import { type Check, failed, ok, warning } from './finding.ts';

/** `isSound`: nothing that comes before starting it has to be mended first. */
export function processCheck(stateFolder: string, health: Health | undefined, nowMs: number, isSound: boolean): Check {
  const { isHealthy, isBlind, text } = diagnose(stateFolder, true, nowMs);
  if (isBlind === true) return failed('process', text, 'let it write there again: it does so by itself within seconds');
  if (isHealthy && health !== undefined) {
    const running = `${text} (process ${health.pid})`;
    if (health.problem !== undefined) return failed('process', running, 'its log says more, and docs/operating.md');
    if (health.software === SOFTWARE_VERSION) return ok('process', running);
    return warning('process', `${running}, gridshare ${health.software}`, `restart it to run ${SOFTWARE_VERSION}`);
  }
  if (health?.state === 'failed' || isStateLocked(stateFolder))
    return failed('process', text, 'look into its log; docs/operating.md explains its codes');
  return warning('process', text, isSound ? 'start it' : 'first see to what failed here; then start it');
}
