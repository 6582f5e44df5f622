/** `gridshare dashboard`: serves what a utility's archive says, to browsers and programs. Reads only. */
import type { Command } from '@commander-js/extra-typings';
import { configOption } from './options.ts';

/** Ends on a signal, and with the utility that began it. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve());
  });
}

export function addDashboard(program: Command): void {
  program
    .command('dashboard')
    .description("serve what the utility's archive says to browsers and programs, beside a running or stopped utility")
    .addOption(configOption())
    .option('--at <host:port>', 'where, instead of http.address of the config (default: 127.0.0.1:8480)')
    .addHelpText(
      'after',
      `
Everybody needs a token: gridshare access add. Anywhere but on the loopback interface it needs http.tls in the config.
utility --dashboard runs one beside the utility. docs/operating.md says more.`,
    )
    .action(async ({ config, at }) => {
      const over = untilToldToStop();
      const { runDesk } = await import('../utility/host/desk/desk-process.ts');
      const { stop } = await runDesk(config, at);
      await over;
      await stop();
    });
}
