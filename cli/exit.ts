/** Exit codes of every command. */
export { EXIT } from '../host/exit.ts';
